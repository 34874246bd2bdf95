internal import Foundation
internal import JSON
public import ObjectStore
internal import ResultStore
internal import SweepModel

/// Outcome records → `results.sqlite` → a ranking and a verdict. Local runs, tests and the Lambda all call `reduce`.
public struct Reducer: Sendable {
    /// The folder in which the user's reduce command starts; `nil` means the current one.
    public var commandFolder: String?
    /// How long that command may take. Default 10 minutes.
    public var commandTimeoutSeconds: Double

    public init(commandFolder: String? = nil, commandTimeoutSeconds: Double = 600) {
        self.commandFolder = commandFolder
        self.commandTimeoutSeconds = commandTimeoutSeconds
    }

    /// Where a store's results lie.
    public static func resultsPath(of store: FolderStore) -> String { store.root + "/" + StoreKey.results }

    /// Merges the outcome objects that are new, runs the user's reduce command if there is one, and sums the sweep up.
    ///
    /// It blocks until that is done; a cancelled task ends the command. Calling it again, or twice at once, changes nothing.
    ///
    /// - Throws: `ReduceError`, `ObjectStoreError`, `ResultStoreError`. What was merged by then stays merged.
    public func reduce(sweep: String, store: any ObjectStore) throws -> ReduceResult {
        let work = try Self.work(of: sweep, in: store)
        return try store.update(StoreKey.results) { path in
            let results = try Self.merged(work, store, into: path)
            if let argv = work.reduceCommand, !argv.isEmpty { try run(argv, work, results) }
            return try Self.summary(of: work, results, store)
        }
    }

    /// Merges the outcome objects that are new and sums up: what a sweep that was stopped has so far.
    ///
    /// - Throws: as `reduce`.
    public func merge(sweep: String, store: any ObjectStore) throws -> ReduceResult {
        let work = try Self.work(of: sweep, in: store)
        return try store.update(StoreKey.results) { path in
            try Self.summary(of: work, Self.merged(work, store, into: path), store)
        }
    }

    /// Merges the outcome objects that are new, and no more: for those who ask the results themselves.
    ///
    /// - Throws: as `reduce`.
    public func catchUp(sweep: String, store: any ObjectStore) throws {
        let work = try Self.work(of: sweep, in: store)
        try store.update(StoreKey.results) { path in _ = try Self.merged(work, store, into: path) }
    }

    private static func merged(
        _ work: WorkDocument, _ store: any ObjectStore, into path: String
    ) throws -> ResultStore {
        let results = try ResultStore(path: path, access: .writing)
        try merge(work, store, into: results)
        return results
    }

    private static func summary(
        of work: WorkDocument, _ results: ResultStore, _ store: any ObjectStore
    ) throws -> ReduceResult {
        guard let summary = try results.sweep(work.sweep) else {
            throw ReduceError.unknownSweep(sweep: work.sweep, store: store.name)
        }
        return ReduceResult(
            summary, maxFailedPercent: work.maxFailedPercent, unreadable: try results.unreadableLines(of: work.sweep))
    }

    private static func work(of sweep: String, in store: any ObjectStore) throws -> WorkDocument {
        let key = StoreKey.work(sweep)
        guard let object = try store.get(key) else {
            throw ReduceError.unknownSweep(sweep: sweep, store: store.name)
        }
        do {
            return try JSONDecoder().decode(WorkDocument.self, from: object.bytes)
        } catch {
            throw ReduceError.unreadableWork(key: key, cause: "\(error)")
        }
    }

    /// Records held in memory before they are committed together.
    private static let recordsPerTransaction = 5_000

    private static func merge(_ work: WorkDocument, _ store: any ObjectStore, into results: ResultStore) throws {
        let merged = try results.mergedObjects(of: work.sweep)
        var batch: [OutcomeObject] = []
        var records = 0
        try store.get(store.list(prefix: StoreKey.outcomes(work.sweep)).filter { !merged.contains($0) }) { key, bytes in
            batch.append(OutcomeObject(key: key, bytes: bytes, of: work.sweep))
            records += batch[batch.count - 1].records.count
            if records >= recordsPerTransaction {
                try results.merge(batch, into: work)
                batch = []
                records = 0
            }
        }
        try results.merge(batch, into: work)
    }

    private func run(_ argv: [String], _ work: WorkDocument, _ results: ResultStore) throws {
        let ranked = try results.rankedTrials(of: work.sweep)
        let command = ReduceCommand(argv: argv, folder: commandFolder, timeoutSeconds: commandTimeoutSeconds)
        let metrics = try command.run(RankedDocument(work: work, trials: ranked))
        try results.replaceDerivedMetrics(of: work.sweep, with: metrics)
    }
}
