internal import ObjectStore
internal import SweepCompiler
internal import SweepModel

/// The packs of a sweep that still miss a trial.
struct MissingPacks {
    let store: FolderStore
    let sweep: String

    func rows(retryFailed: Bool) throws -> [ManifestRow] {
        let metric = try SweepCatalog(store: store).work(of: sweep).metric
        return try rows(
            beyond: OutcomeIndex(store: store, sweep: sweep, metric: metric), retryFailed: retryFailed)
    }

    /// The rows of the sweep's whole manifest whose packs have a trial without an outcome.
    func rows(beyond outcomes: OutcomeIndex, retryFailed: Bool) throws -> [ManifestRow] {
        let catalog = SweepCatalog(store: store)
        let rows: [ManifestRow] = try catalog.document(StoreKey.manifest(sweep, run: 0), of: sweep)
        return try rows.filter { row in
            guard outcomes.statuses[row.pack] != nil else { return true }
            let trials = try catalog.pack(row.pack, of: sweep).trials.map(\.trial.id)
            return !outcomes.isComplete(pack: row.pack, trials: trials, retryFailed: retryFailed)
        }
    }
}
