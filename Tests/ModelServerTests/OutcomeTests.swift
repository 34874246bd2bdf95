import Foundation
import JSON
import TestSupport
import Testing

@testable import ModelServer

@Suite("Outcomes over HTTP") struct OutcomeTests {
    private func outcome(_ world: ServerWorld, _ body: String, key: String? = nil) async throws -> HTTPReply {
        try await world.ask("POST", "/outcome", body, headers: key.map { ["Idempotency-Key": $0] } ?? [:])
    }

    @Test("An outcome is stored once, however often it comes, and a key stands for one outcome only")
    func once() async throws {
        let world = try await ServerWorld.opposites()
        let body = #"{"unit":"u1","metric":"sale","value":2.5,"at":1700000000}"#
        #expect(try await outcome(world, body, key: "k1").json == ["id": "k1", "receipt": "stored"])
        #expect(try world.sqlite("SELECT value FROM outcomes") == "2.5", "acknowledged is durable")
        #expect(try await outcome(world, body, key: "k1").json["receipt"] == "duplicate")
        let other = try await outcome(world, #"{"id":"k1","unit":"u1","metric":"sale","value":3}"#)
        #expect(other.status == 409)
        #expect(other.error["where"] == "id")
        try await world.stop()
        #expect(try world.sqlite("SELECT count(*) || ' ' || sum(value) || ' ' || test FROM outcomes") == "1 2.5 t1")
    }

    @Test("A batch has a receipt each")
    func batch() async throws {
        let world = try await ServerWorld.opposites()
        _ = try await outcome(world, #"{"id":"b","unit":"u","metric":"m","value":1}"#)
        let rows = [("a", 1), ("b", 1), ("b", 2), ("a", 1)].map {
            #"{"id":"\#($0.0)","unit":"u","metric":"m","value":\#($0.1)}"#
        }
        let reply = try await outcome(world, "{\"outcomes\":[\(rows.joined(separator: ","))]}")
        #expect(reply.status == 200)
        let receipts = reply.json["receipts"]?.array?.map { $0["receipt"]?.string }
        #expect(receipts == ["stored", "duplicate", "conflict", "duplicate"])
        try await world.stop()
    }

    @Test("A late outcome names its test; without a test the name is asked for")
    func late() async throws {
        let world = try await ServerWorld { store in
            ServerWorld.document(1, [try ServerWorld.backend(1, in: store)], test: nil)
        }
        let missing = try await outcome(world, #"{"id":"a","unit":"u","metric":"m","value":1}"#)
        #expect(missing.status == 400)
        #expect(missing.error["where"] == "test")
        #expect(try await outcome(world, #"{"id":"a","unit":"u","metric":"m","value":1,"test":"old"}"#).status == 200)
        try await world.stop()
        #expect(try world.sqlite("SELECT test FROM outcomes") == "old")
    }

    @Test(
        "A wrong outcome is refused with its place, and nothing of its batch is stored",
        arguments: [
            ("", "body:1:1"), ("[]", "body"), ("{}", "id"), (#"{"id":"a"}"#, "unit"), (#"{"id":7}"#, "id"),
            (#"{"id":"a","unit":"u"}"#, "metric"), (#"{"id":"a","unit":"u","metric":"m"}"#, "value"),
            (#"{"id":"a","unit":"u","metric":"m","value":NaN}"#, "body:1:43"),
            (#"{"id":"a","unit":"u","metric":"m","value":1e999}"#, "body:1:48"),
            (#"{"id":"a","unit":"u","metric":"m","value":true}"#, "value"),
            (#"{"id":"a","unit":"u","metric":"m","value":1,"at":"now"}"#, "at"),
            (#"{"id":"a","unit":"u\u0000","metric":"m","value":1}"#, "unit"), (#"{"outcomes":[]}"#, "outcomes"),
            (#"{"outcomes":[{"id":"a","unit":"u","metric":"m","value":1},{"id":"b"}]}"#, "outcomes[1].unit"),
        ])
    func refused(body: String, place: String) async throws {
        let world = try await ServerWorld.opposites()
        let reply = try await outcome(world, body)
        #expect(reply.status == 400)
        #expect(reply.error["where"]?.string == place, "\(reply.text)")
        try await world.stop()
        #expect(try world.sqlite("SELECT count(*) FROM outcomes") == "0")
    }

    @Test("Many who report at once share commits, and each gets its own receipt")
    func together() async throws {
        let world = try await ServerWorld.opposites()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for sender in 0..<16 {
                group.addTask {
                    for number in 0..<10 {
                        let body = #"{"id":"\#(sender)-\#(number)","unit":"u","metric":"m","value":1}"#
                        let reply = try await outcome(world, body)
                        #expect(reply.json["id"]?.string == "\(sender)-\(number)")
                    }
                }
            }
            try await group.waitForAll()
        }
        try await world.stop()
        #expect(try world.sqlite("SELECT count(*) FROM outcomes") == "160")
    }

    @Test(
        "On a full disk outcomes get 507, predictions go on, readiness says so, and it heals",
        .enabled(if: SmallDisk.problem == nil, "\(SmallDisk.problem ?? "")"))
    func fullDisk() async throws {
        let disk = try SmallDisk(mebibytes: 4)
        let world = try await ServerWorld(
            { store in
                ServerWorld.document(
                    1, [try ServerWorld.backend(1, in: store), try ServerWorld.backend(-1, in: store)])
            }, root: disk.path + "/store")
        let body = #"{"id":"a","unit":"u","metric":"m","value":1}"#
        #expect(try await outcome(world, body).status == 200)
        try disk.fill()
        var statuses: Set<Int> = []
        for number in 0..<3 {
            let padding = String(repeating: "x", count: 200)
            let rows = (0..<200).map { #"{"id":"\#(number)-\#($0)-\#(padding)","unit":"u","metric":"m","value":1}"# }
            statuses.insert(try await outcome(world, "{\"outcomes\":[\(rows.joined(separator: ","))]}").status)
            #expect(try await world.predict("u\(number)").status == 200)
        }
        #expect(statuses == [507])
        let ready = try await world.ask("GET", "/readyz")
        #expect(ready.status == 200)
        #expect(ready.text.contains("traffic can't be stored"))
        disk.empty()
        #expect(try await outcome(world, #"{"id":"b","unit":"u","metric":"m","value":1}"#).status == 200)
        try await world.wait { try await world.ask("GET", "/readyz").json["problems"] == [] }
        try await world.stop()
        #expect(try world.sqlite("SELECT count(*) FROM outcomes") == "2")
        #expect(try world.sqlite("SELECT count(*) FROM exposures") == "3", "exposures waited for room")
    }
}
