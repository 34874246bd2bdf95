internal import Foundation
internal import JSON
public import ObjectStore
internal import ResultStore
public import SweepCompiler
public import SweepModel

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

/// Writes a compiled sweep into the store. Writing it twice changes nothing, and mends what was damaged.
public struct SweepLaunch: Sendable {
    package let compiled: CompiledSweep
    package let plan: Plan
    let files: [SweepFile]
    let local: LocalSettings
    let reusesEqualTrials: Bool
    /// What workers elsewhere give to a user's program; on this machine it has the caller's own environment.
    let environment: EnvironmentDocument?
    /// What the gate reckons with, where there is one.
    let prices: PriceTable

    /// - Parameters:
    ///   - reusesEqualTrials: outcomes of earlier sweeps stand in for trials with the same cache key.
    ///   - prices: those that the sweep was compiled with.
    public init(
        compiled: CompiledSweep, plan: Plan, files: [SweepFile], local: LocalSettings, reusesEqualTrials: Bool = true,
        environment: EnvironmentDocument? = nil, prices: PriceTable = .builtIn()
    ) {
        self.compiled = compiled
        self.plan = plan
        self.files = files
        self.local = local
        self.reusesEqualTrials = reusesEqualTrials
        self.environment = environment
        self.prices = prices
    }

    /// Writes the sweep and what belongs to this machine.
    ///
    /// - Throws: as `writeDocuments`.
    public func write(to store: FolderStore) throws {
        try writeLocalSettings(to: store)
        for file in files { try put(file, in: store) }
        try writeDocuments(to: store, reusing: reusesEqualTrials)
    }

    /// Writes a sweep that runs in `bucket`, there and in this machine's store, which only follows it.
    package func write(to bucket: any ObjectStore, followedBy store: FolderStore) throws {
        try writeFollowed(by: store)
        try writeEnvironment(to: bucket)
        for file in files { try put(file, in: bucket) }
        try writeDocuments(to: bucket, reusing: reusesEqualTrials)
    }

    /// What a store needs to follow a sweep that runs elsewhere; the data stay there.
    package func writeFollowed(by store: FolderStore) throws {
        try writeLocalSettings(to: store)
        try writeDocuments(to: store, reusing: false)
    }

    private func writeLocalSettings(to store: FolderStore) throws {
        try put(JSON(encoding: local).bytes(.indented), at: StoreKey.localSettings(compiled.sweep), in: store)
    }

    /// `work.json` is written last: a sweep that has one is complete.
    ///
    /// - Throws: `ObjectStoreError.fileChanged` for a data file that isn't the one that was planned any more.
    private func writeDocuments(to store: any ObjectStore, reusing: Bool) throws {
        let sweep = compiled.sweep
        let isNew = try !store.exists(StoreKey.work(sweep))
        try store.put(
            contentsOf: compiled.packs.lazy.map { pack in
                (key: StoreKey.pack(sweep, pack.pack), bytes: Data(pack.json.bytes()))
            })
        if isNew, reusing { try reuseEqualTrials(in: store) }
        try put(compiled.manifest.manifest.bytes(), at: StoreKey.manifest(sweep, run: 0), in: store)
        try put(compiled.machineBytes, at: StoreKey.stateMachine(sweep), in: store)
        try put(plan.bytes(), at: StoreKey.plan(sweep), in: store)
        // Before anything starts, since a gate that can't be read lets nothing pass.
        if let control = plan.control(with: prices, maxFailedPercent: compiled.work.maxFailedPercent) {
            try put(JSON(encoding: control).bytes(.indented), at: StoreKey.control(sweep), in: store)
        }
        try store.synchronise()
        try put(JSON(encoding: compiled.work).bytes(.indented), at: StoreKey.work(sweep), in: store)
    }

    /// Only a bucket gets it: whoever may read the store may read it, and it names no secret's value.
    private func writeEnvironment(to store: any ObjectStore) throws {
        guard let environment else { return }
        try put(JSON(encoding: environment).bytes(.indented), at: StoreKey.environment(compiled.sweep), in: store)
    }

    private func put(_ file: SweepFile, in store: any ObjectStore) throws {
        let url = URL(fileURLWithPath: file.path)
        let key = StoreKey.data(file.digest, name: url.lastPathComponent)
        if try !store.holds(key, sha256: file.digest) { try store.put(file: file.path, at: key, sha256: file.digest) }
    }

    /// Leaves alone what holds these bytes already.
    private func put(
        _ bytes: [UInt8], at key: String, in store: any ObjectStore
    ) throws {
        let bytes = Data(bytes)
        if try store.get(key)?.bytes != bytes { try store.put(key, bytes) }
    }

    /// Equal keys give equal results, so outcomes of earlier sweeps stand in for training, as records of generation 0. One that
    /// was judged by another metric counts only where it has this sweep's, too.
    private func reuseEqualTrials(in store: any ObjectStore) throws {
        guard let known = try earlierResults(in: store) else { return }
        for pack in compiled.packs {
            let found = try known.succeededOutcomes(cacheKeys: pack.trials.map(\.cacheKey))
                .filter { $0.value.metrics[compiled.work.metric.name] != nil }
            let lines = try pack.trials.compactMap { planned in
                try found[planned.cacheKey].map { try record(of: $0, for: planned, pack: pack) }
            }
            guard !lines.isEmpty else { continue }
            let key = StoreKey.outcomes(compiled.sweep, pack: pack.pack, generation: 0, part: 0)
            try store.put(key, Data(lines.joined()), durability: .deferred)
        }
    }

    /// `nil` where there are none yet, or where a crash left a database before anything was in it.
    private func earlierResults(in store: any ObjectStore) throws -> ResultStore? {
        guard let path = try store.file(of: StoreKey.results) else { return nil }
        do {
            return try ResultStore(path: path, access: .reading)
        } catch let error as ResultStoreError where error.problem == .missing {
            return nil
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
}
