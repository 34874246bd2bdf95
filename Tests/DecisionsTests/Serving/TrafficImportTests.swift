import Decisions
import Foundation
import ObjectStore
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("Importing what functions saw") struct TrafficImportTests {
    private let batch = TrafficBatch(
        exposures: [
            Exposure(test: "t1", unit: "größe \"1\"", phase: 1, arm: "control", at: 1.5, covariate: 0.25),
            Exposure(test: "t1", unit: "u2", phase: 2, arm: "treatment", at: 2),
        ],
        outcomes: [
            UnitOutcome(idempotencyKey: "k1", test: "t1", unit: "u2", metric: "conversion", value: 0.1, at: 3)
        ],
        tallies: [
            RequestTally(
                test: "t1", phase: 1, arm: "control", minute: 7, requests: 3, errors: 1, milliseconds: 4.5,
                squaredMilliseconds: 9, compared: 2, agreed: 1)
        ])

    @Test("lines say all of a batch; what nobody can read is counted")
    func lines() {
        let bytes = TrafficLines.bytes(of: batch)
        #expect(TrafficLines.batch(from: bytes).batch == batch)
        let more = bytes + Data("{\"kind\":\"later\"}\nnot JSON\n".utf8)
        #expect(TrafficLines.batch(from: more) == (batch, 2))
    }

    @Test("each object counts once, whoever imports and how often")
    func once() throws {
        let folder = try TemporaryFolder()
        let store = try FolderStore(root: folder.path + "/store")
        let traffic = try TrafficStore(path: folder.path + "/traffic.sqlite", access: .writing)
        for number in 1...3 {
            var numbered = batch
            numbered.outcomes[0].idempotencyKey = "k\(number)"
            try store.put(
                StoreKey.traffic(of: "t1", instance: "i", number: number), TrafficLines.bytes(of: numbered))
        }
        // A request that was sent again reached another instance.
        try store.put(StoreKey.traffic(of: "t1", instance: "j", number: 1), TrafficLines.bytes(of: batch))
        try store.put(StoreKey.traffic(of: "t2", instance: "i", number: 1), TrafficLines.bytes(of: batch))
        let first = try TrafficImport(from: store, to: traffic).run(test: "t1")
        #expect(first == .init(objects: 4, exposures: 8, outcomes: 4))
        #expect(try TrafficImport(from: store, to: traffic).run(test: "t1") == .init())
        #expect(try traffic.integrityProblems() == [])
    }

    @Test("another outcome under a known key is told, and changes nothing")
    func conflict() throws {
        let folder = try TemporaryFolder()
        let store = try FolderStore(root: folder.path + "/store")
        let traffic = try TrafficStore(path: folder.path + "/traffic.sqlite", access: .writing)
        try store.put(StoreKey.traffic(of: "t1", instance: "i", number: 1), TrafficLines.bytes(of: batch))
        var other = batch
        other.outcomes[0].value = 9
        try store.put(StoreKey.traffic(of: "t1", instance: "i", number: 2), TrafficLines.bytes(of: other))
        #expect(try TrafficImport(from: store, to: traffic).run(test: "t1").conflicts == 1)
    }
}
