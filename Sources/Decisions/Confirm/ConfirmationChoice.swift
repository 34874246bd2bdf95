public import ResultStore
internal import SweepModel

/// Which points of a sweep are confirmed.
public enum ConfirmationRule: Sendable, Equatable {
    /// The best points by the sweep's metric, means over seeds.
    case top(Int)
    /// The points of these trials, each by its id or the beginning of it.
    case trials([String])
}

/// The points of a sweep that a confirmation trains again.
public struct ConfirmationChoice: Sendable, Equatable {
    /// The trial that stands for each point, the best of its seeds; best point first, each once.
    public let trials: [String]

    /// - Throws: `ConfirmationError`, `DecisionError` for a trial that isn't there, `ResultStoreError`.
    public init(_ rule: ConfirmationRule, of sweep: String, in results: ResultStore) throws {
        guard let summary = try results.sweep(sweep) else { throw DecisionError.unknownSweep(sweep) }
        let points = RankedPoint.ranked(try results.ranking(of: sweep), by: summary.metric)
        guard !points.isEmpty else { throw ConfirmationError.noScoredTrial(sweep: sweep) }
        switch rule {
        case .top(let count): trials = points.prefix(count).map(\.best)
        case .trials(let prefixes):
            let chosen = Set(try prefixes.map { try Self.point(of: $0, in: sweep, results) })
            trials = points.filter { chosen.contains($0.point) }.map(\.best)
        }
    }

    private static func point(of prefix: String, in sweep: String, _ results: ResultStore) throws -> Int {
        let trial = try results.trial(beginningWith: prefix, of: sweep)
        if let failure = trial.failure {
            throw ConfirmationError.failedTrial(trial: trial.trial, reason: failure.reason.rawValue)
        }
        return trial.point
    }
}

/// A point with its mean over seeds.
struct RankedPoint {
    let point: Int
    let best: String
    let mean: Double

    /// Best first; equal ones in the order of points.
    static func ranked(_ ranking: [RankingEntry], by metric: Metric) -> [RankedPoint] {
        var found: [Int: (best: String, sum: Double, count: Double)] = [:]
        for entry in ranking {
            guard let value = entry.value else { continue }
            let known = found[entry.point] ?? (entry.trial, 0, 0)
            found[entry.point] = (known.best, known.sum + value, known.count + 1)
        }
        let points = found.map { RankedPoint(point: $0.key, best: $0.value.best, mean: $0.value.sum / $0.value.count) }
        return points.sorted { left, right in
            if metric.isBetter(left.mean, than: right.mean) { return true }
            if metric.isBetter(right.mean, than: left.mean) { return false }
            return left.point < right.point
        }
    }
}
