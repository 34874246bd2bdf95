import JSON
import SweepModel
import TestSupport
import Testing

@testable import Exchange

@Suite("What an MLflow run may hold") struct MLflowRunTests {
    private func run(_ outcome: TrialOutcome) throws -> MLflowRun {
        let trial = try #require(try Shelf([outcome]).exported.trials.first)
        return MLflowRun(trial, outcome)
    }

    @Test("Names that MLflow refuses become ones that it takes, and stay apart")
    func names() {
        let keys = MLflowLimits.keys(for: ["loss", "train/loss", "loss@1", "loss#1", "/abs", "a//b", "..", "", "größe"])
        #expect(keys["loss"] == "loss")
        #expect(keys["train/loss"] == "train/loss")
        #expect(keys["loss@1"] == "loss_1")
        #expect(keys["loss#1"] == "loss_1_2")
        #expect(keys["größe"] == "gr__e")
        #expect(Set(keys.values).count == keys.count)
        for key in keys.values { #expect(MLflowLimits.keys(for: [key]) == [key: key]) }
    }

    @Test("A name that another one would become keeps its own")
    func collisions() {
        let keys = MLflowLimits.keys(for: ["a@b", "a_b"])
        #expect(keys == ["a_b": "a_b", "a@b": "a_b_2"])
    }

    @Test("A long name is cut to what a key may have")
    func longNames() {
        let names = (0..<3).map { String(repeating: "x", count: 300) + "\($0)" }
        let keys = MLflowLimits.keys(for: names)
        #expect(Set(keys.values).count == 3)
        #expect(keys.values.allSatisfy { $0.count <= 250 })
    }

    @Test("A long value is cut, with a mark at its end")
    func longValues() throws {
        let outcome = TrialOutcome.sample("a", parameters: ["text": .string(String(repeating: "é", count: 9000))])
        let value = try #require(run(outcome).parameters.first { $0.key == "text" }?.value)
        #expect(value.unicodeScalars.count == 6000)
        #expect(value.hasSuffix("é…"))
    }

    @Test("Batches keep to 1,000 metrics, 100 parameters, 100 tags and 1,000 of all, and lose nothing")
    func batches() throws {
        var outcome = TrialOutcome.sample(
            "a", parameters: .object(Dictionary(uniqueKeysWithValues: (0..<250).map { ("p\($0)", JSON.integer($0)) })),
            metrics: ["loss": 1])
        outcome.curve = ["step": (1...2500).map(Double.init), "loss": (1...2500).map { 1 / Double($0) }]
        let run = try run(outcome)
        let requests = MLflowBatch.batches(of: run).map { $0.request(for: "r") }
        func count(_ request: JSON, _ member: String) -> Int { request[member]?.array?.count ?? 0 }
        for request in requests {
            let counts = ["metrics", "params", "tags"].map { count(request, $0) }
            #expect(counts[0] <= 1000 && counts[1] <= 100 && counts[2] <= 100 && counts.reduce(0, +) <= 1000)
            #expect(request.text().utf8.count < 1_000_000)
        }
        #expect(requests.reduce(0) { $0 + count($1, "metrics") } == 2501)
        #expect(requests.reduce(0) { $0 + count($1, "params") } == 251)
        #expect(requests.reduce(0) { $0 + count($1, "tags") } == run.tags.count)
    }

    @Test("Many long parameters are spread over requests of less than 1 MB")
    func largeRequests() throws {
        let long = String(repeating: "\"", count: 5900)
        let outcome = TrialOutcome.sample(
            "a",
            parameters: .object(Dictionary(uniqueKeysWithValues: (0..<100).map { ("p\($0)", JSON.string(long)) })))
        let requests = try MLflowBatch.batches(of: run(outcome)).map { $0.request(for: "r") }
        #expect(requests.count > 1)
        #expect(requests.allSatisfy { $0.text().utf8.count < 1_000_000 })
    }

    @Test(
        "An address that is none is refused, and no password of it is repeated",
        arguments: [
            ("", "http://HOST:PORT"), ("127.0.0.1:5000", "http"), ("ftp://host", "over http or https"),
            ("http://", "http://HOST:PORT"),
            ("http://ada:secret@host:5000", "may hold no password"), ("http://host:99999", "between 1 and 65535"),
            ("http://host/?a=b", "ends before ?"), ("sqlite:///mlflow.db", "http"), ("ada:secret@host", "http"),
        ])
    func addresses(_ address: String, _ message: String) {
        let error = #expect(throws: ExchangeError.self) { try MLflowServer(address: address, variables: [:]) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
        #expect(error?.description.contains("secret") == false)
    }
}
