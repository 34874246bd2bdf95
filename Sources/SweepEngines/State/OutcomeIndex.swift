internal import Foundation
internal import JSON
internal import ObjectStore
internal import SweepModel

/// Which trials of a sweep have an outcome, read from the outcome records themselves.
struct OutcomeIndex: Sendable {
    /// By pack: the trials with an outcome. A success stands, whatever failed before or after it.
    private(set) var statuses: [String: [String: TrialOutcome.Status]] = [:]
    private(set) var best: SweepProgress.Best?

    init(store: FolderStore, sweep: String, metric: Metric) throws {
        let prefix = StoreKey.outcomes(sweep)
        for key in try store.list(prefix: prefix) where key.hasSuffix(".jsonl") {
            guard let object = try store.get(key), let pack = key.dropFirst(prefix.count).split(separator: "/").first
            else { continue }
            for line in object.bytes.split(separator: UInt8(ascii: "\n")) {
                guard let record = try? JSON(parsing: line), let trial = record["trial"]?.string,
                    let status = record["status"]?.string.flatMap(TrialOutcome.Status.init)
                else { continue }
                add(trial, status, pack: String(pack), value: record["metrics"]?[metric.name]?.double, metric: metric)
            }
        }
    }

    private mutating func add(
        _ trial: String, _ status: TrialOutcome.Status, pack: String, value: Double?, metric: Metric
    ) {
        if statuses[pack]?[trial] != .succeeded { statuses[pack, default: [:]][trial] = status }
        if status == .succeeded, let value, metric.isBetter(value, than: best?.value) {
            best = SweepProgress.Best(trial: trial, value: value)
        }
    }

    var succeeded: Int { count(of: .succeeded) }
    var failed: Int { count(of: .failed) }

    private func count(of status: TrialOutcome.Status) -> Int {
        statuses.values.reduce(0) { $0 + $1.values.count { $0 == status } }
    }

    /// Whether each of `trials` needs no more training; with `retryFailed`, failed ones do.
    func isComplete(pack: String, trials: some Sequence<String>, retryFailed: Bool) -> Bool {
        let known = statuses[pack] ?? [:]
        return trials.allSatisfy { trial in known[trial].map { $0 == .succeeded || !retryFailed } ?? false }
    }
}
