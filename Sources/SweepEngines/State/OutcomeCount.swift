internal import ObjectStore
internal import ResultStore
internal import SweepModel

/// How many trials of a sweep have an outcome, and the best of them.
///
/// Where the results have merged every outcome record, they are asked: reading the records of a large sweep takes seconds.
struct OutcomeCount {
    let succeeded: Int
    let failed: Int
    let best: SweepProgress.Best?

    /// - Parameter results: of the same store; `nil` where there are none, or none that can be read.
    init(store: FolderStore, sweep: String, metric: Metric, results: ResultStore?) throws {
        let records = try store.list(prefix: StoreKey.outcomes(sweep)).filter { $0.hasSuffix(".jsonl") }
        if let standing = try? results?.standing(of: sweep), standing.hasMerged(records) {
            (succeeded, failed) = (standing.succeeded, standing.failed)
            best = standing.best.map { SweepProgress.Best(trial: $0.trial, value: $0.value) }
        } else {
            let index = try OutcomeIndex(store: store, sweep: sweep, metric: metric)
            (succeeded, failed, best) = (index.succeeded, index.failed, index.best)
        }
    }
}
