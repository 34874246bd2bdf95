package import ObjectStore
package import SweepModel

/// Which trials of a sweep have an outcome, read from the outcome records themselves.
package struct OutcomeIndex: Sendable {
    /// By pack: the trials with an outcome. A success stands, whatever failed before or after it.
    private(set) var statuses: [String: [String: TrialOutcome.Status]] = [:]
    package private(set) var best: SweepProgress.Best?

    package init(store: FolderStore, sweep: String, metric: Metric) throws {
        let prefix = StoreKey.outcomes(sweep)
        for key in try store.list(prefix: prefix) where key.hasSuffix(".jsonl") {
            guard let object = try store.get(key), let pack = key.dropFirst(prefix.count).split(separator: "/").first
            else { continue }
            for line in Array(object.bytes).split(separator: UInt8(ascii: "\n")) {
                guard let outcome = try? TrialOutcome(line: line, sweep: sweep, pack: String(pack)) else { continue }
                add(outcome, metric: metric)
            }
        }
    }

    private mutating func add(_ outcome: TrialOutcome, metric: Metric) {
        if statuses[outcome.pack]?[outcome.trial] != .succeeded {
            statuses[outcome.pack, default: [:]][outcome.trial] = outcome.status
        }
        if outcome.status == .succeeded, let value = outcome.metrics[metric.name],
            metric.isBetter(value, than: best?.value)
        {
            best = SweepProgress.Best(trial: outcome.trial, value: value)
        }
    }

    package var succeeded: Int { count(of: .succeeded) }
    package var failed: Int { count(of: .failed) }

    private func count(of status: TrialOutcome.Status) -> Int {
        statuses.values.reduce(0) { $0 + $1.values.count { $0 == status } }
    }

    /// Whether each of `trials` needs no more training; with `retryFailed`, failed ones do.
    func isComplete(pack: String, trials: some Sequence<String>, retryFailed: Bool) -> Bool {
        let known = statuses[pack] ?? [:]
        return trials.allSatisfy { trial in known[trial].map { $0 == .succeeded || !retryFailed } ?? false }
    }
}
