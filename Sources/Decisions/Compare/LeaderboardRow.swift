public import JSON
public import ResultStore
public import Statistics
public import SweepModel

/// One line of a leaderboard: a trial, or all seeds of a point.
public struct LeaderboardRow: Sendable, Equatable {
    public enum Status: String, Sendable {
        case succeeded, failed
        /// Some seeds of the point succeeded, others failed.
        case partial
    }

    /// Counted from 1; `nil` where no trial of the row has the sweep's metric.
    public internal(set) var rank: Int?
    public let sweep: String
    /// The row's trials, by seed.
    public let trials: [RankedTrial]
    /// The trial with the best value, or the first one where none has a value.
    public let best: RankedTrial
    public let status: Status
    /// By dotted name.
    public let parameters: [String: JSON]
    /// Own and derived metrics over the row's succeeded trials.
    public let metrics: [String: Summary]
    /// The sweep's metric: the mean over seeds.
    public let value: Double?
    /// Seconds of a trial, the mean over the row's trials.
    public let seconds: Double

    /// Failed trials' reasons, each once, in the order of seeds.
    public var failures: [TrialFailure.Reason] {
        var reasons: [TrialFailure.Reason] = []
        for trial in trials {
            if let reason = trial.outcome.failure?.reason, !reasons.contains(reason) { reasons.append(reason) }
        }
        return reasons
    }

    public var succeededCount: Int { trials.count { $0.outcome.status == .succeeded } }
}

extension LeaderboardRow {
    /// - Parameter trials: never empty, all of one sweep and one point, best first.
    init?(_ trials: [RankedTrial], metric: Metric) {
        guard let best = trials.first else { return nil }
        self.best = best
        self.trials = trials.sorted { ($0.outcome.seed, $0.outcome.index) < ($1.outcome.seed, $1.outcome.index) }
        sweep = best.outcome.sweep
        parameters = ParameterNames.flatten(best.outcome.parameters)
        let succeeded = self.trials.filter { $0.outcome.status == .succeeded }
        status = succeeded.isEmpty ? .failed : succeeded.count == trials.count ? .succeeded : .partial
        metrics = Self.metrics(of: succeeded)
        // A mean beyond the range of numbers can't be ranked.
        value = Summary(of: succeeded.compactMap(\.value)).flatMap { $0.mean.isFinite ? $0.mean : nil }
        seconds = trials.map(\.outcome.cost.seconds).reduce(0, +) / Double(trials.count)
    }

    private static func metrics(of trials: [RankedTrial]) -> [String: Summary] {
        if trials.count == 1 { return trials[0].allMetrics.compactMapValues { Summary(of: CollectionOfOne($0)) } }
        var values: [String: [Double]] = [:]
        for trial in trials {
            for (name, value) in trial.allMetrics { values[name, default: []].append(value) }
        }
        return values.compactMapValues { Summary(of: $0) }
    }
}

extension RankedTrial {
    /// The trial's own metrics, and what the user's reduce command added.
    var allMetrics: [String: Double] {
        derivedMetrics.isEmpty ? outcome.metrics : outcome.metrics.merging(derivedMetrics) { own, _ in own }
    }
}
