import Foundation
import JSON
import Statistics
import SweepModel
import TestSupport
import Testing

@testable import ModelServer

@Suite("Predictions over HTTP") struct PredictionTests {
    @Test("A row, a batch and a CSV are answered, with arm, version and probabilities")
    func forms() async throws {
        let world = try await ServerWorld { store in
            ServerWorld.document(1, [try ServerWorld.backend(1, in: store)], test: nil)
        }
        let one = try await world.ask("POST", "/predict", #"{"features": {"b": 0, "a": 1, "more": "x"}}"#)
        #expect(one.status == 200)
        #expect(one.json["prediction"] == "yes")
        #expect(one.json["arm"] == "control")
        #expect(one.json["version"] == 1)
        #expect(one.json["test"] == nil)
        let yes = try #require(one.json["probabilities"]?["yes"]?.double)
        #expect(abs(yes - 1 / (1 + exp(-2))) < 1e-9)
        let batch = try await world.ask(
            "POST", "/predict", #"{"rows": [{"features": [1, 0]}, {"features": [0, 1]}]}"#)
        #expect(batch.json["predictions"]?.array?.map { $0["prediction"]?.string } == ["yes", "no"])
        let csv = try await world.ask(
            "POST", "/predict", "a,b,unit\n1,0,u1\n0,1,u2\n", headers: ["Content-Type": "text/csv; charset=utf-8"])
        #expect(csv.json["predictions"]?.array?.map { $0["prediction"]?.string } == ["yes", "no"])
        try await world.stop()
    }

    @Test("Each unit gets the arm of the documented hash, each time, and is stored once")
    func sticky() async throws {
        let world = try await ServerWorld.opposites(weights: [0.7, 0.3])
        let ranges = try #require(BucketRanges(weights: [0.7, 0.3]))
        for round in 0..<2 {
            for unit in 0..<200 {
                let arm = ranges.arm(at: BucketHash.version2.place(of: "u\(unit)", seed: "seed"))
                let reply = try await world.predict("u\(unit)")
                #expect(
                    reply.json["arm"]?.string == (arm == 0 ? "control" : "treatment"), "round \(round), unit \(unit)")
                #expect(reply.json["prediction"]?.string == (arm == 0 ? "yes" : "no"))
                #expect(reply.json["test"] == "t1")
            }
        }
        try await world.stop()
        #expect(try world.sqlite("SELECT count(*) FROM exposures") == "200")
        let treated = (0..<200).count { ranges.arm(at: BucketHash.version2.place(of: "u\($0)", seed: "seed")) == 1 }
        #expect(try world.sqlite("SELECT count(*) FROM exposures WHERE arm = 'treatment'") == "\(treated)")
        #expect(try world.sqlite("SELECT sum(requests) FROM requests") == "400")
        #expect(try world.sqlite("SELECT sum(errors) FROM requests") == "0")
    }

    @Test("Without a unit, and outside of the coverage, the control answers and nothing is stored")
    func outside() async throws {
        let world = try await ServerWorld.opposites(
            weights: [0, 1], coverage: [.init(at: 0, share: 0.5), .init(at: 4e9, share: 1)])
        for unit in 0..<100 {
            let place = BucketHash.version2.place(of: "u\(unit)", seed: "seed")
            #expect(try await world.predict("u\(unit)").json["arm"]?.string == (place < 0.5 ? "treatment" : "control"))
        }
        #expect(try await world.predict(nil).json["arm"] == "control")
        try await world.stop()
        let covered = (0..<100).count { BucketHash.version2.place(of: "u\($0)", seed: "seed") < 0.5 }
        #expect(try world.sqlite("SELECT count(*) FROM exposures") == "\(covered)")
    }

    @Test("A covariate is stored with the exposure; a batch may meet several arms")
    func covariate() async throws {
        let world = try await ServerWorld.opposites()
        let rows = (0..<50).map { #"{"unit":"u\#($0)","features":[1,0],"covariate":\#($0).5}"# }
        let reply = try await world.ask("POST", "/predict", "{\"rows\":[\(rows.joined(separator: ","))]}")
        let arms = try #require(reply.json["predictions"]?.array).map { $0["arm"]?.string }
        #expect(Set(arms) == ["control", "treatment"])
        try await world.stop()
        #expect(try world.sqlite("SELECT sum(covariate) FROM exposures") == "1250.0")
        #expect(try world.sqlite("SELECT sum(requests) FROM requests") == "2")
    }

    @Test("In shadow mode everybody gets the control's answer, all arms are asked, and agreement is counted")
    func shadow() async throws {
        let world = try await ServerWorld(
            { store in
                let (one, other) = (try ServerWorld.backend(1, in: store), try ServerWorld.backend(-1, in: store))
                return ServerWorld.document(1, [one, other, one], mode: .shadow)
            })
        for unit in 0..<20 { #expect(try await world.predict("u\(unit)").json["arm"] == "control") }
        try await world.stop()
        #expect(try world.sqlite("SELECT count(*) FROM exposures") == "0")
        #expect(
            try world.sqlite(
                "SELECT sum(requests) || ' ' || sum(compared) || ' ' || sum(agreed) FROM requests WHERE arm = 'treatment'"
            ) == "20 20 0")
        #expect(
            try world.sqlite("SELECT sum(compared) || ' ' || sum(agreed) FROM requests WHERE arm = 'third'") == "20 20")
        #expect(try world.sqlite("SELECT sum(compared) FROM requests WHERE arm = 'control'") == "0")
    }

    @Test("Numbers agree within a millionth, labels only when they are equal")
    func agreement() {
        func answer(_ prediction: JSON) -> RowAnswer { RowAnswer(prediction: prediction, members: []) }
        #expect(answer(1_000_000).agrees(with: answer(1_000_000.5)))
        #expect(!answer(1_000_000).agrees(with: answer(1_000_002)))
        #expect(answer(0).agrees(with: answer(0.000_000_9)))
        #expect(!answer("1").agrees(with: answer(1)))
    }

    @Test("The description is valid OpenAPI 3.1")
    func description() async throws {
        let world = try await ServerWorld.opposites()
        let reply = try await world.ask("GET", "/openapi.json")
        #expect(reply.json["openapi"] == "3.1.0")
        #expect(Set(reply.json["paths"]?.object?.keys.map { $0 } ?? []).count == 7)
        try await world.stop()
        let file = try world.folder.write("openapi.json", reply.text)
        let python = [projectFolder + "/.build/peers-serve/bin/python", "/usr/bin/python3"].first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
        let known = try run(python ?? "", ["-c", "import openapi_spec_validator"])
        guard known.exitCode == 0 else {
            print("SKIPPED: openapi-spec-validator is not installed; tools/bench/serve installs it")
            return
        }
        let result = try run(python ?? "", ["-m", "openapi_spec_validator", file])
        #expect(result.exitCode == 0, "\(result.output)\(result.errorOutput)")
    }

    @Test("Metrics count requests, rows, times and outcomes in Prometheus's format")
    func metrics() async throws {
        let world = try await ServerWorld.opposites(weights: [1, 0])
        _ = try await world.predict("u1")
        _ = try await world.ask("POST", "/predict", "{")
        _ = try await world.ask("POST", "/outcome", #"{"id":"k","unit":"u1","metric":"m","value":1}"#)
        let text = try await world.ask("GET", "/metrics").text
        for line in [
            #"stepsweep_requests_total{route="predict",status="200"} 1"#,
            #"stepsweep_requests_total{route="predict",status="400"} 1"#,
            #"stepsweep_predictions_total{arm="control",version="1"} 1"#,
            #"stepsweep_prediction_seconds_bucket{arm="control",version="1",le="+Inf"} 1"#,
            #"stepsweep_outcomes_total{receipt="stored"} 1"#, "stepsweep_document_revision 1",
        ] { #expect(text.contains(line + "\n"), "\(line)") }
        try await world.stop()
    }
}
