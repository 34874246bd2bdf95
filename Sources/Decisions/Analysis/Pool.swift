internal import ObjectStore
internal import ResultStore
internal import SweepModel

/// Sweeps whose trials can be compared: one metric, and where more than one sweep is there, the same data and split.
struct Pool {
    let sweeps: [SweepSummary]
    /// Points with a score, best first; ranks count over all sweeps of the pool.
    let rows: [LeaderboardRow]
    /// All trials, by sweep.
    let trials: [[RankedTrial]]
    private let places: [Key: Int]

    var metric: Metric { sweeps[0].metric }

    private struct Key: Hashable {
        let sweep: String
        let point: Int
    }

    /// - Parameter sweeps: at least one, all with one metric.
    init?(sweeps: [SweepSummary], trials: [[RankedTrial]]) {
        guard !sweeps.isEmpty else { return nil }
        self.sweeps = sweeps
        self.trials = trials
        let aggregates = trials.contains { Comparison.hasSeveralSeeds($0) }
        let board = Leaderboard(sweeps: sweeps, trials: trials, aggregatesSeeds: aggregates)
        rows = board.rows.filter { $0.value != nil }
        places = Dictionary(
            zip(rows.map { Key(sweep: $0.sweep, point: $0.best.outcome.point) }, rows.indices),
            uniquingKeysWith: { first, _ in first })
    }

    /// A candidate's place in `rows`; `nil` for a point without a score.
    func place(sweep: String, point: Int) -> Int? { places[Key(sweep: sweep, point: point)] }

    /// The candidate that this trial belongs to.
    func place(ofTrial trial: String, sweep: String?) -> Int? {
        rows.firstIndex { row in row.sweep == sweep && row.trials.contains { $0.outcome.trial == trial } }
    }
}
