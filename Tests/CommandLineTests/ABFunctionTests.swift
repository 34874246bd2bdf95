import Decisions
import Foundation
import JSON
import ResultStore
import ObjectStore
import SweepModel
import TestSupport
import Testing
import TrainingCore

/// The function behind the address, with real events over a Runtime API, and the store that it serves from.
private struct FunctionDoor {
    let world: ScoringWorld

    init(test: Bool = true) throws { world = try ScoringWorld(rows: 1, test: test) }

    var store: String { world.world.store }

    /// An event as a function URL gives it.
    static func event(
        _ path: String, _ body: String = "", method: String = "POST",
        caller: JSON = "arn:aws:iam::111122223333:user/me",
        key: String? = nil
    ) -> String {
        var headers: [String: JSON] = ["content-type": "application/json"]
        if let key { headers["idempotency-key"] = .string(key) }
        let event: JSON = [
            "version": "2.0", "routeKey": "$default", "rawPath": .string(path), "rawQueryString": "",
            "headers": .object(headers),
            "requestContext": [
                "http": ["method": .string(method), "path": .string(path), "sourceIp": "192.0.2.1"],
                "authorizer": ["iam": ["userArn": caller]], "requestId": "r",
            ],
            "body": .string(Data(body.utf8).base64EncodedString()), "isBase64Encoded": true,
        ]
        return event.text()
    }

    static func predict(_ unit: String, a: Int = 1, b: Int = 2) -> String {
        event("/predict", #"{"unit": "\#(unit)", "features": {"a": \#(a), "b": \#(b)}}"#)
    }

    static func outcome(_ id: String, unit: String = "u1") -> String {
        event("/outcome", #"{"id": "\#(id)", "unit": "\#(unit)", "metric": "conversion", "value": 1}"#)
    }

    struct Answer {
        let status: Int
        let document: JSON
        var place: String? { document["error"]?["where"]?.string }
    }

    /// What callers get, in the order of the events; one process answers them all.
    func answers(to events: [String], environment: [String: String?] = [:]) throws -> [Answer] {
        let api = try RuntimeAPIServer(
            events: events.enumerated().map { RuntimeAPIEvent($0.element, requestID: "r\($0.offset)") })
        var variables: [String: String?] = ["AWS_LAMBDA_RUNTIME_API": api.endpoint, "STEPSWEEP_STORE": store]
        variables.merge(environment) { $1 }
        let ended = try TestSupport.run("stepsweep", ["ab-function"], environment: variables)
        try #require(!ended.signalled, "\(ended.errorOutput.suffix(2_000))")
        return try api.calls.filter { $0.method == "POST" }.map { call in
            let event = try JSON(parsing: call.body)
            return Answer(
                status: try #require(event["statusCode"]?.int, "\(call.body)"),
                document: try JSON(parsing: event["body"]?.string ?? ""))
        }
    }

    /// Everything that was written for the test.
    func traffic() throws -> TrafficBatch {
        let folder = try FolderStore(existing: store)
        var all = TrafficBatch()
        for key in try folder.list(prefix: "serving/traffic/") {
            let (batch, unreadable) = TrafficLines.batch(from: try #require(try folder.get(key)).bytes)
            #expect(unreadable == 0)
            all.exposures += batch.exposures
            all.outcomes += batch.outcomes
            all.tallies += batch.tallies
        }
        return all
    }
}

@Suite("The function that answers predictions") struct ABFunctionTests {
    @Test("answers each unit by its arm, and writes who was exposed before it acknowledges an outcome")
    func answers() throws {
        let door = try FunctionDoor()
        let units = (0..<40).map { "unit-\($0)" }
        let answers = try door.answers(
            to: units.map { FunctionDoor.predict($0) } + [FunctionDoor.outcome("k1", unit: "unit-3")])
        #expect(answers.allSatisfy { $0.status == 200 })
        let document = try JSON(parsing: door.world.world.bytes("store/" + StoreKey.serving)).decode(
            ServingDocument.self)
        let router = ArmRouter(document)
        for (unit, answer) in zip(units, answers) {
            let arm = document.arms[router.route(unit, at: 0).answering]
            #expect(answer.document["arm"]?.string == arm.name && answer.document["version"]?.int == arm.version)
            #expect(answer.document["test"] == "t1" && answer.document["prediction"]?.double != nil)
        }
        #expect(answers.last?.document == ["id": "k1", "receipt": "stored"])
        let traffic = try door.traffic()
        #expect(Set(traffic.exposures.map(\.unit)) == Set(units))
        #expect(traffic.exposures.count == 40)
        #expect(traffic.outcomes.map(\.idempotencyKey) == ["k1"])
        #expect(traffic.tallies.map(\.requests).reduce(0, +) == 40)
    }

    @Test("answers many rows at once, those without a unit by the control and outside of the test")
    func batch() throws {
        let door = try FunctionDoor()
        let body = #"{"rows": [{"features": [1, 2]}, {"unit": "u1", "features": {"b": 2, "a": 1}, "covariate": 0.5}]}"#
        let outcomes = #"{"outcomes": [{"id": "a", "unit": "u1", "metric": "m", "value": 0}]}"#
        let answers = try door.answers(
            to: [FunctionDoor.event("/predict", body), FunctionDoor.event("/outcome", outcomes)])
        let rows = try #require(answers[0].document["predictions"]?.array)
        #expect(rows.count == 2 && rows[0]["arm"] == "control" && rows[0]["test"] == nil)
        #expect(answers[1].document == ["receipts": [["id": "a", "receipt": "stored"]]])
        let exposures = try door.traffic().exposures
        #expect(exposures.map(\.unit) == ["u1"] && exposures.map(\.covariate) == [0.5])
    }

    @Test("tells what is wrong with a request, and goes on")
    func refusals() throws {
        let door = try FunctionDoor()
        let cases: [(event: String, status: Int, place: String)] = [
            (FunctionDoor.event("/predict", "{"), 400, "body:1:2"),
            (FunctionDoor.event("/predict", "[]"), 400, "body"),
            (FunctionDoor.event("/predict", #"{"unit": "u"}"#), 400, "features"),
            (FunctionDoor.event("/predict", #"{"features": [1]}"#), 400, "features"),
            (FunctionDoor.event("/predict", #"{"features": {"a": "x", "b": 1}}"#), 400, "features.a"),
            (
                FunctionDoor.event("/predict", #"{"rows": [{"features": [1, 2]}, {"features": [1, null]}]}"#), 400,
                "rows[1].features[1]"
            ),
            (FunctionDoor.event("/predict", #"{"unit": "", "features": [1, 2]}"#), 400, "unit"),
            (FunctionDoor.event("/predict", #"{"features": [1e308, 1e308]}"#), 422, "features"),
            (FunctionDoor.event("/outcome", #"{"unit": "u", "metric": "m", "value": 1}"#), 400, "id"),
            (FunctionDoor.event("/outcome", #"{"id": "i", "unit": "u", "metric": "m"}"#), 400, "value"),
            (
                FunctionDoor.event("/outcome", #"{"id": "i", "test": "../x", "unit": "u", "metric": "m", "value": 1}"#),
                400, "test"
            ),
            (FunctionDoor.event("/predict", method: "GET"), 405, "method"),
            (FunctionDoor.event("/../etc/passwd"), 404, "path"),
            (FunctionDoor.event("/predict", #"{"features": [1, 2]}"#, caller: .null), 403, "request"),
            ("{}", 400, "event"),
        ]
        let answers = try door.answers(to: cases.map(\.event) + [FunctionDoor.predict("u1")])
        for (wanted, answer) in zip(cases, answers) {
            #expect(answer.status == wanted.status && answer.place == wanted.place, "\(answer) for \(wanted.event)")
            #expect(answer.document["error"]?["fix"]?.string?.isEmpty == false)
        }
        #expect(answers.last?.status == 200)
        #expect(try door.traffic().outcomes.isEmpty)
    }

    @Test("acknowledges no outcome that it can't store")
    func unstored() throws {
        let door = try FunctionDoor()
        // A file in the place of the folder.
        try Data().write(to: URL(fileURLWithPath: door.store + "/serving/traffic"))
        let answers = try door.answers(to: [FunctionDoor.predict("u1"), FunctionDoor.outcome("k1")])
        #expect(answers.map(\.status) == [200, 503])
        #expect(answers[1].document["error"]?["fix"]?.string?.contains("send it again") == true)
    }

    @Test("answers by the control alone where no test runs, and says what to do where nothing is served")
    func noTest() throws {
        let door = try FunctionDoor(test: false)
        let answers = try door.answers(to: [FunctionDoor.predict("u1"), FunctionDoor.outcome("k1")])
        #expect(answers[0].status == 200 && answers[0].document["test"] == nil)
        #expect(answers[1].status == 400 && answers[1].place == "test")
        #expect(try door.traffic() == TrafficBatch())
        try FileManager.default.removeItem(atPath: door.store + "/" + StoreKey.serving)
        #expect(try door.answers(to: [FunctionDoor.predict("u1")]).map(\.status) == [503])
    }

    @Test("is published as it is printed, and only behind a stack's function")
    func deploy() throws {
        let door = try FunctionDoor()
        let printed = try JSON(parsing: door.world.world.run(["ab", "deploy", "--print"]).output)
        let models = try printed.decode(ServingDocument.self).arms.map(\.model)
        #expect(
            models.allSatisfy {
                if case .builtIn(let key, let digest) = $0 {
                    key == "serving/models/\(digest).safetensors"
                } else {
                    false
                }
            })
        let cloud = try SmallCloud()
        try door.world.world.expect(
            ["ab", "deploy", "--stack", "start"], exits: 3, "make it with `stepsweep deploy --ab --stack start`",
            environment: cloud.variables)
    }

    @Test("answers from a bucket what was published there, and notes in the bucket what it saw")
    func bucket() throws {
        let door = try FunctionDoor()
        let cloud = try SmallCloud(moreOutputs: ["AbUrl": "https://abc.lambda-url.us-east-1.on.aws/"])
        let published = try door.world.world.run(["ab", "deploy", "--stack", "start"], environment: cloud.variables)
        #expect(published.exitCode == 0, "\(published.errorOutput)")
        #expect(published.output.contains("address: https://abc.lambda-url.us-east-1.on.aws/"))
        let again = try door.world.world.run(
            ["ab", "deploy", "--stack", "start", "--json"], environment: cloud.variables)
        #expect(try JSON(parsing: again.output)["changed"] == false)
        let variables = cloud.variables.merging(["STEPSWEEP_STORE": SmallCloud.bucket]) { $1 }
        let answers = try door.answers(
            to: [FunctionDoor.predict("u1"), FunctionDoor.outcome("k1")], environment: variables)
        #expect(answers.map(\.status) == [200, 200])
        let keys = cloud.keys.filter { $0.hasPrefix("serving/traffic/t1/") }
        #expect(keys.count == 1)
        let batch = TrafficLines.batch(from: Data((cloud.text(keys.first ?? "") ?? "").utf8)).batch
        #expect(batch.exposures.map(\.unit) == ["u1"] && batch.outcomes.map(\.idempotencyKey) == ["k1"])

        // Another store's document is newer.
        cloud.put(SmallCloud.bucket + "/" + StoreKey.serving, try newer(door).text())
        try door.world.world.expect(
            ["ab", "deploy", "--stack", "start"], exits: 5, "another store serves from that bucket",
            environment: cloud.variables)
    }

    private func newer(_ door: FunctionDoor) throws -> JSON {
        var document = try JSON(parsing: door.world.world.bytes("store/" + StoreKey.serving)).decode(
            ServingDocument.self)
        document.revision = 9
        return try JSON(encoding: document)
    }
}
