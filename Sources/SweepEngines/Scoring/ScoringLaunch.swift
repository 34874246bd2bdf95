public import Foundation
public import JSON
public import ObjectStore
public import SweepCompiler
public import SweepModel

/// Writes a compiled scoring into a store. Writing it twice changes nothing, and mends what was damaged.
public struct ScoringLaunch: Sendable {
    public let compiled: CompiledScoring
    /// The bytes of the arms' models, by their SHA-256.
    let models: [String: Data]

    public init(compiled: CompiledScoring, models: [String: Data]) {
        self.compiled = compiled
        self.models = models
    }

    /// `scoring.json` is written last: a scoring that has one is complete.
    ///
    /// - Parameter shards: the rows of every shard, by key.
    public func write(to store: any ObjectStore, shards: some Sequence<(key: String, bytes: Data)>) throws {
        let id = compiled.id
        try store.put(contentsOf: shards)
        for (digest, bytes) in models {
            let key = StoreKey.scoringModel(id, digest: digest)
            if try !store.holds(key, sha256: digest) { try store.put(key, bytes) }
        }
        try store.put(StoreKey.scoringMachine(id), Data(compiled.machineBytes))
        try store.synchronise()
        try store.put(StoreKey.scoringDocument(id), Data(JSON(encoding: compiled.document).bytes(.indented)))
    }

    /// The number of the latest execution; 0 where there was none.
    public static func latestRun(of scoring: String, in store: any ObjectStore) throws -> Int {
        let folder = StoreKey.scoringExecutions(scoring)
        return try store.list(prefix: folder).compactMap { key in
            key.dropFirst(folder.count).split(separator: "/").first.flatMap { Int($0) }
        }.max() ?? 0
    }

    /// Writes manifest and input of an execution.
    ///
    /// - Returns: the input.
    /// - Throws: `ExecutionInputError` and the errors of the store.
    public func prepare(
        run: Int, shards: [ScoringShard], target: Target, in store: any ObjectStore
    ) throws -> JSON {
        let input = try compiled.input(run: run, shards: shards, target: target)
        let manifest = JSON.array(shards.map(\.json))
        try store.put(StoreKey.scoringManifest(compiled.id, run: run), Data(manifest.bytes()))
        try store.put(StoreKey.scoringInput(compiled.id, run: run), Data(input.bytes(.indented)))
        return input
    }
}
