internal import ResultStore
internal import SweepModel

/// All rows of a comparison, ranked, before anything is filtered.
struct Leaderboard {
    let rows: [LeaderboardRow]
    /// The sweeps' own metrics first, then the others by name.
    let metrics: [String]

    init(sweeps: [SweepSummary], trials: [[RankedTrial]], aggregatesSeeds: Bool) {
        let boards = zip(sweeps, trials).map { sweep, trials in
            Self.groups(trials, aggregatesSeeds).compactMap { LeaderboardRow($0, metric: sweep.metric) }
        }
        let shared = Set(sweeps.map { "\($0.metric.goal.rawValue) \($0.metric.name)" }).count <= 1
        if shared, let metric = sweeps.first?.metric {
            rows = Self.ranked(boards.flatMap { $0 }, by: metric)
        } else {
            rows = zip(sweeps, boards).flatMap { Self.ranked($1, by: $0.metric) }
        }
        metrics = Self.metrics(sweeps, rows)
    }

    /// The trials of each row, best first.
    private static func groups(_ trials: [RankedTrial], _ aggregatesSeeds: Bool) -> [[RankedTrial]] {
        guard aggregatesSeeds else { return trials.map { [$0] } }
        var order: [Int] = []
        var groups: [Int: [RankedTrial]] = [:]
        for trial in trials {
            let point = trial.outcome.point
            if groups[point] == nil { order.append(point) }
            groups[point, default: []].append(trial)
        }
        return order.compactMap { groups[$0] }
    }

    /// Best first, rows without a value last. Equal values keep the order of points and share no rank.
    private static func ranked(_ rows: [LeaderboardRow], by metric: Metric) -> [LeaderboardRow] {
        var ranked = rows.enumerated().sorted { left, right in
            if metric.isBetter(left.element.value, than: right.element.value) { return true }
            if metric.isBetter(right.element.value, than: left.element.value) { return false }
            let (leftPoint, rightPoint) = (left.element.best.outcome.point, right.element.best.outcome.point)
            return (leftPoint, left.offset) < (rightPoint, right.offset)
        }.map(\.element)
        for index in ranked.indices where ranked[index].value != nil { ranked[index].rank = index + 1 }
        return ranked
    }

    private static func metrics(_ sweeps: [SweepSummary], _ rows: [LeaderboardRow]) -> [String] {
        let names = rows.reduce(into: Set<String>()) { $0.formUnion($1.metrics.keys) }
        var first: [String] = []
        for name in sweeps.map(\.metric.name) where names.contains(name) && !first.contains(name) {
            first.append(name)
        }
        return first + names.subtracting(first).sorted()
    }
}
