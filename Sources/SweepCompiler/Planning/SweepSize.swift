internal import SweepModel

/// How many trials a sweep has, counted without looking at them one by one.
struct SweepSize: Sendable, Equatable {
    var points: PointCount
    /// The grid holds more points than a number can count.
    var isBeyondCounting: Bool
    /// Points times seeds, cut by `run_cap`; `Int.max` where that is no number any more.
    var trials: Int

    init(_ experiment: Experiment) {
        let isGrid = experiment.chosen.isEmpty
        points = isGrid ? experiment.space.countedPoints() : .exact(experiment.chosen.count)
        isBeyondCounting = isGrid && experiment.space.isCountSaturated
        let all = points.upperBound.saturatingProduct(experiment.seeds.count)
        trials = min(all, experiment.runCap.map { max(0, $0) } ?? Int.max)
    }

    /// Why these trials are too many to launch; `nil` where they are not.
    func refusal(maxTrials: Int) -> String? {
        guard trials > maxTrials else { return nil }
        let atMost = points.isExact || isBeyondCounting ? "" : "at most "
        return "\(atMost)\(trials.grouped) trials are more than budget.max_trials, \(maxTrials.grouped): "
            + "raise it, set run_cap, or try fewer values"
    }
}
