import Foundation
import JSON
import ObjectStore
import SweepModel
import TestSupport
import Testing
import TrainingCore

@testable import ModelServer

@Suite("Taking up a new document") struct SwitchTests {
    @Test("A new document is served without a failed request, and a unit's old exposure stays")
    func hot() async throws {
        let world = try await ServerWorld.opposites(weights: [1, 0])
        let asking = Task {
            var statuses: [Int: Int] = [:]
            while !Task.isCancelled { statuses[try await world.predict("u1").status, default: 0] += 1 }
            return statuses
        }
        let third = try ServerWorld.backend(3, in: world.store)
        for revision in 2...6 {
            let known = try ServerWorld.backend(1, in: world.store)
            try ServerWorld.put(
                ServerWorld.document(revision, [known, third], weights: revision % 2 == 0 ? [0, 1] : [1, 0]),
                in: world.store)
            try await world.wait { try await world.ask("GET", "/readyz").json["revision"]?.int == revision }
            #expect(try await world.predict("u2").json["arm"]?.string == (revision % 2 == 0 ? "treatment" : "control"))
        }
        asking.cancel()
        let statuses = try await asking.value
        #expect(Array(statuses.keys) == [200])
        #expect(try await world.ask("GET", "/document").json["revision"] == 6)
        try await world.stop()
        #expect(try world.sqlite("SELECT arm FROM exposures WHERE unit = 'u1'") == "control")
    }

    @Test("A document that can't be served changes nothing, and readiness says why")
    func refused() async throws {
        let world = try await ServerWorld.opposites(weights: [1, 0])
        let good = try ServerWorld.backend(1, in: world.store)
        let bad: [(Data, String)] = [
            (Data("{".utf8), "no serving document"),
            (try JSONEncoder().encode(ServerWorld.document(2, [good, good], weights: [0.9, 0.2])), "add up to"),
            (
                try JSONEncoder().encode(
                    ServerWorld.document(3, [.builtIn(key: "models/none", digest: "0")], test: nil)),
                "is missing"
            ),
            (try JSONEncoder().encode(ServerWorld.document(4, [.http(url: "ftp://x")], test: nil)), "http://"),
        ]
        for (bytes, word) in bad {
            try world.store.put(StoreKey.serving, bytes)
            try await world.wait { try await world.ask("GET", "/readyz").text.contains(word) }
            let ready = try await world.ask("GET", "/readyz")
            #expect(ready.status == 200)
            #expect(ready.json["revision"] == 1)
            #expect(try await world.predict("u1").status == 200)
        }
        try ServerWorld.put(ServerWorld.document(5, [good, good]), in: world.store)
        try await world.wait { try await world.ask("GET", "/readyz").json["problems"] == [] }
        try ServerWorld.put(ServerWorld.document(4, [good, good]), in: world.store)
        try await world.wait { try await world.ask("GET", "/readyz").text.contains("older than 5") }
        try await world.stop()
    }

    @Test("A model that is not the one that was promoted is refused, at the start too")
    func tampered() async throws {
        let world = try await ServerWorld.opposites()
        var bytes = Data(try ServerWorld.model(factor: 9).safetensors)
        let digest = Digest.sha256(bytes)
        bytes[bytes.count - 1] ^= 1
        try world.store.put("models/tampered", bytes)
        let document = ServerWorld.document(2, [.builtIn(key: "models/tampered", digest: digest)], test: nil)
        try ServerWorld.put(document, in: world.store)
        try await world.wait { try await world.ask("GET", "/readyz").text.contains("not the one that was promoted") }
        try await world.stop()
        await #expect(throws: ServerFailure.self) {
            _ = try await ServerWorld { store in
                try store.put("models/tampered", bytes)
                return document
            }
        }
    }

    @Test("A drain answers what has begun, says so, and ends by itself")
    func drain() async throws {
        let slow = try LoopbackServer { _ in
            Thread.sleep(forTimeInterval: 0.5)
            return .text(200, #"{"predictions":[{"prediction":7}]}"#)
        }
        let world = try await ServerWorld(
            { _ in ServerWorld.document(1, [.http(url: slow.url)], test: nil) }, { $0.drainSeconds = 1 })
        async let answer = world.predict("u1")
        try await world.wait { !slow.requests.isEmpty }
        async let ended: Void = world.stop()
        try await world.wait { (try? await world.ask("GET", "/readyz").status) == 503 }
        let reply = try await answer
        #expect(reply.status == 200)
        #expect(reply.json["prediction"] == 7)
        #expect(reply.head.lowercased().contains("connection: close"))
        try await ended
        await #expect(throws: (any Error).self) { try await world.predict("u1") }
    }
}
