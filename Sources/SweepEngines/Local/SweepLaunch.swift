internal import Foundation
internal import JSON
public import ObjectStore
internal import ResultStore
public import SweepCompiler
internal import SweepModel

/// A file that workers read from the store.
public struct SweepFile: Sendable, Equatable {
    /// Where it lies on this machine.
    public var path: String
    /// SHA-256 of its bytes.
    public var digest: String

    public init(path: String, digest: String) {
        self.path = path
        self.digest = digest
    }
}

/// Writes a compiled sweep into the store. Writing it twice changes nothing.
public struct SweepLaunch: Sendable {
    let compiled: CompiledSweep
    let plan: Plan
    let files: [SweepFile]
    let local: LocalSettings

    public init(compiled: CompiledSweep, plan: Plan, files: [SweepFile], local: LocalSettings) {
        self.compiled = compiled
        self.plan = plan
        self.files = files
        self.local = local
    }

    /// `work.json` is written last: a sweep that has one is complete.
    public func write(to store: FolderStore) throws {
        let sweep = compiled.sweep
        try put(JSON(encoding: local).bytes(.indented), at: StoreKey.sweep(sweep) + "local.json", in: store)
        guard try !store.exists(StoreKey.work(sweep)) else { return }
        for file in files {
            let key = StoreKey.data(file.digest, name: URL(fileURLWithPath: file.path).lastPathComponent)
            if try !store.exists(key) { try store.put(key, Data(contentsOf: URL(fileURLWithPath: file.path))) }
        }
        for pack in compiled.packs {
            try store.put(StoreKey.pack(sweep, pack.pack), Data(pack.json.bytes()), durability: .deferred)
        }
        try reuseEqualTrials(in: store)
        try put(compiled.manifest.manifest.bytes(), at: StoreKey.manifest(sweep, run: 0), in: store)
        try put(compiled.machineBytes, at: StoreKey.stateMachine(sweep), in: store)
        try put(plan.bytes(), at: StoreKey.plan(sweep), in: store)
        try store.synchronise()
        try put(JSON(encoding: compiled.work).bytes(.indented), at: StoreKey.work(sweep), in: store)
    }

    /// Equal keys give equal results, so outcomes of earlier sweeps stand in for training, as records of generation 0.
    private func reuseEqualTrials(in store: FolderStore) throws {
        let results = store.root + "/results.sqlite"
        guard FileManager.default.fileExists(atPath: results) else { return }
        let known = try ResultStore(path: results, access: .reading)
        for pack in compiled.packs {
            let found = try known.succeededOutcomes(cacheKeys: pack.trials.map(\.cacheKey))
            let lines = try pack.trials.compactMap { planned in
                try found[planned.cacheKey].map { try record(of: $0, for: planned, pack: pack) }
            }
            guard !lines.isEmpty else { continue }
            let key = StoreKey.outcomes(compiled.sweep, pack: pack.pack, generation: 0, part: 0)
            try store.put(key, Data(lines.joined()), durability: .deferred)
        }
    }

    private func record(of earlier: TrialOutcome, for planned: PlannedTrial, pack: PackDocument) throws -> [UInt8] {
        var outcome = earlier
        outcome.sweep = compiled.sweep
        outcome.pack = pack.pack
        outcome.index = planned.trial.index
        outcome.point = planned.trial.point
        outcome.provenance.generation = 0
        outcome.provenance.lane = pack.lane
        outcome.provenance.cachedFrom = earlier.provenance.cachedFrom ?? earlier.sweep
        return try JSON(encoding: outcome).bytes() + [UInt8(ascii: "\n")]
    }

    private func put(_ bytes: [UInt8], at key: String, in store: FolderStore) throws { try store.put(key, Data(bytes)) }
}
