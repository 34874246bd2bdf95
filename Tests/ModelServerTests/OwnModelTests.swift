import Foundation
import JSON
import SweepModel
import TestSupport
import Testing

@testable import ModelServer

@Suite("Models of the user's own") struct OwnModelTests {
    private static let program = """
        import json, os, sys, time
        for line in sys.stdin:
            rows = json.loads(line)["rows"]
            first = rows[0]["features"]
            if first.get("die"): os._exit(3)
            if first.get("sleep"): time.sleep(9)
            if first.get("talk"): print("no JSON", flush=True); continue
            print(json.dumps({"predictions": [{"prediction": os.getpid(), "probabilities": {"x": 1}} for _ in rows]}), flush=True)
        """

    private func command(_ change: (inout ServerSettings) -> Void = { _ in }) async throws -> ServerWorld {
        let folder = try TemporaryFolder()
        let file = try folder.write("model.py", Self.program)
        let world = try await ServerWorld(
            { _ in ServerWorld.document(1, [.command(["python3", file])], test: nil) }, change)
        try await world.wait {
            try await world.ask("POST", "/predict", #"{"features":{"colour":"red"}}"#).status == 200
        }
        withExtendedLifetime(folder) {}
        return world
    }

    @Test("A command is started once, gets whatever features there are, and answers batches")
    func once() async throws {
        let world = try await command()
        var processes: Set<Int> = []
        for _ in 0..<5 {
            let reply = try await world.ask(
                "POST", "/predict", #"{"rows":[{"features":{"colour":"red"}},{"features":{"deep":[{"x":null}]}}]}"#)
            #expect(reply.status == 200)
            processes.formUnion(reply.json["predictions"]?.array?.compactMap { $0["prediction"]?.int } ?? [])
            #expect(reply.json["predictions"]?[0]?["probabilities"] == ["x": 1])
        }
        #expect(processes.count == 1)
        try await world.stop()
    }

    @Test("A command that dies, talks nonsense or is too slow is told as 502 or 504, and started again")
    func failures() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("model.py", Self.program)
        let world = try await ServerWorld(
            { _ in ServerWorld.document(1, [.command(["python3", file])], test: nil) }, { $0.modelSeconds = 3 })
        func ask(_ key: String) async throws -> Int {
            try await world.ask("POST", "/predict", "{\"features\":{\"\(key)\":1}}").status
        }
        try await world.wait { try await ask("good") == 200 }
        #expect(try await ask("talk") == 502)
        #expect(try await ask("good") == 200)
        #expect(try await ask("die") == 502)
        try await world.wait { try await ask("good") == 200 }
        #expect(try await ask("sleep") == 504)
        try await world.wait { try await ask("good") == 200 }
        try await world.stop()
    }

    @Test("A program that isn't there, and an address where nobody listens, are 502")
    func missing() async throws {
        for model in [ServingArm.Backend.command(["no-such-program-here"]), .http(url: "http://127.0.0.1:9")] {
            let world = try await ServerWorld { _ in ServerWorld.document(1, [model], test: nil) }
            let reply = try await world.ask("POST", "/predict", #"{"features":[1]}"#)
            #expect(reply.status == 502, "\(reply.text)")
            try await world.stop()
        }
    }

    @Test("A model behind an address gets rows as the server takes them, and its failures are 502 and 504")
    func http() async throws {
        let server = try LoopbackServer { request in
            if request.text.contains("silence") { return .silence }
            if request.text.contains("broken") { return .text(500, "{}") }
            return .text(200, #"{"predictions":[{"prediction":41.5}]}"#)
        }
        let world = try await ServerWorld(
            { _ in ServerWorld.document(1, [.http(url: server.url + "/score")], test: nil) }, { $0.modelSeconds = 0.5 })
        let good = try await world.ask("POST", "/predict", #"{"unit":"u1","features":{"x":"y"},"covariate":2}"#)
        #expect(good.json["prediction"] == 41.5)
        let asked = try JSON(parsing: #require(server.requests.first).text)
        #expect(asked == ["rows": [["unit": "u1", "features": ["x": "y"], "covariate": 2.0]]])
        #expect(try await world.ask("POST", "/predict", #"{"features":{"x":"broken"}}"#).status == 502)
        #expect(try await world.ask("POST", "/predict", #"{"features":{"x":"silence"}}"#).status == 504)
        let metrics = try await world.ask("GET", "/metrics").text
        #expect(metrics.contains(#"stepsweep_prediction_errors_total{arm="control",version="1"} 2"#))
        try await world.stop()
    }

    @Test("A slow shadow delays nobody")
    func slowShadow() async throws {
        let server = try LoopbackServer { _ in .silence }
        let world = try await ServerWorld(
            { store in
                ServerWorld.document(
                    1, [try ServerWorld.backend(1, in: store), .http(url: server.url)], mode: .shadow)
            }, { $0.modelSeconds = 0.5 })
        for _ in 0..<5 { #expect(try await world.predict("u1").json["arm"] == "control") }
        try await world.wait {
            try await world.ask("GET", "/metrics").text.contains(
                #"stepsweep_prediction_errors_total{arm="treatment",version="2"} 5"#)
        }
        try await world.stop()
        #expect(try world.sqlite("SELECT sum(errors) FROM requests WHERE arm = 'treatment'") == "5")
    }
}
