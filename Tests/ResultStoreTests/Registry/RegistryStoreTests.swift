import Foundation
import GRDB
import JSON
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("The registry's file") struct RegistryStoreTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/registry.sqlite" }

    init() throws { folder = try TemporaryFolder() }

    private func store() throws -> RegistryStore { try RegistryStore(path: path, access: .writing) }

    private func version(_ number: Int, _ trial: String = "aa") -> ModelVersion {
        ModelVersion(
            version: number, sweep: "digits-0123abcd", sweepName: "digits", trial: trial, seed: 3,
            metric: Metric(name: "validation_accuracy", goal: .maximize), value: 0.97,
            parameters: ["hidden": [64, 64], "l2": 0.5], metrics: ["validation_accuracy": 0.97], chosenFrom: 64,
            dataDigest: "data", codeDigest: "code", cacheKey: "key",
            model: ModelVersion.ModelFile(key: "models/1/ab.safetensors", digest: "ab", card: "models/1/ab.json"),
            checkpoints: nil, createdAt: 1_700_000_000, createdBy: "ada", note: "the first")
    }

    @Test("A version comes back as it was, and a trial gets one version only")
    func register() throws {
        let store = try store()
        let first = try store.register(sweep: "digits-0123abcd", trial: "aa") { version($0) }
        #expect(first.isNew && first.version == version(1))
        let again = try store.register(sweep: "digits-0123abcd", trial: "aa") { number in
            Issue.record("a known trial needs no version \(number)")
            return version(number)
        }
        #expect(!again.isNew && again.version == version(1))
        let second = try store.register(sweep: "digits-0123abcd", trial: "bb") { version($0, "bb") }
        #expect(second.version.version == 2)
        #expect(try store.versions() == [version(2, "bb"), version(1)])
        #expect(try store.version(2) == version(2, "bb"))
        #expect(try store.version(3) == nil)
    }

    @Test("Where a version can't be made, none is stored")
    func failedMake() throws {
        let store = try store()
        #expect(throws: CancellationError.self) {
            try store.register(sweep: "s", trial: "aa") { _ in throw CancellationError() }
        }
        #expect(try store.versions().isEmpty)
    }

    @Test("Many at once get numbers without a gap or a double")
    func concurrentVersions() async throws {
        let path = path
        let version = version
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<12 {
                group.addTask {
                    let store = try RegistryStore(path: path, access: .writing)
                    _ = try store.register(sweep: "digits-0123abcd", trial: "t\(index)") { version($0, "t\(index)") }
                }
            }
            try await group.waitForAll()
        }
        #expect(try store().versions().map(\.version) == Array((1...12).reversed()))
    }

    private func move(_ from: Int?, _ to: Int) -> AliasMove {
        AliasMove(alias: .champion, from: from, to: to, movedAt: 1, movedBy: "ada", note: nil)
    }

    @Test("An alias moves only from where its mover believes it to be, and every move is logged")
    func moves() throws {
        let store = try store()
        for trial in ["aa", "bb"] {
            _ = try store.register(sweep: "digits-0123abcd", trial: trial) { version($0, trial) }
        }
        #expect(try store.move(move(nil, 1)) == nil)
        #expect(try store.move(move(nil, 2)) == AliasConflict(found: 1))
        #expect(try store.move(move(1, 2)) == nil)
        #expect(try store.move(move(2, 2)) == nil)
        #expect(try store.aliases() == [.champion: 2])
        #expect(try store.moves() == [move(nil, 1), move(1, 2)])
    }

    @Test(
        "History can be neither changed nor deleted",
        arguments: [
            "UPDATE versions SET value = 1", "DELETE FROM versions", "UPDATE moves SET moved_by = 'eve'",
            "DELETE FROM moves",
        ])
    func immutable(sql: String) throws {
        let store = try store()
        _ = try store.register(sweep: "digits-0123abcd", trial: "aa") { version($0) }
        _ = try store.move(move(nil, 1))
        #expect(throws: DatabaseError.self) { try DatabaseQueue(path: path).write { try $0.execute(sql: sql) } }
    }

    @Test("A damaged registry is not said to be rebuildable")
    func damaged() throws {
        try folder.write("registry.sqlite", String(repeating: "text ", count: 100))
        let error = try #require(throws: ResultStoreError.self) { try store() }
        #expect(
            "\(error)" == path
                + ": this is not a SQLite database; restore it from a backup: a registry can't be rebuilt")
    }
}
