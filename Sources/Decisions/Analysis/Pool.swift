internal import JSON
internal import ResultStore
internal import SweepModel

/// Sweeps whose trials can be compared: one metric, and where more than one sweep is there, the same data and split.
struct Pool {
    let sweeps: [SweepSummary]
    /// Points with a score, best first; ranks count over all sweeps of the pool.
    let rows: [LeaderboardRow]
    /// What points without a score tried, by dotted name.
    let unscored: [[String: JSON]]
    /// Ids of all trials, failed ones too.
    private let trialIDs: [String]
    private let places: [Key: Int]

    var metric: Metric { sweeps[0].metric }

    private struct Key: Hashable {
        let sweep: String
        let point: Int
    }

    /// - Parameter sweeps: all with one metric; without any there is no pool.
    init?(_ sweeps: [SweepSummary], in results: ResultStore) throws {
        guard !sweeps.isEmpty else { return nil }
        self.sweeps = sweeps
        let rankings = try sweeps.map { try results.ranking(of: $0.sweep) }
        let board = Leaderboard(
            sweeps: sweeps, rankings: rankings, aggregatesSeeds: rankings.contains { Comparison.hasSeveralSeeds($0) })
        var rows: [LeaderboardRow] = []
        var unscored: [[String: JSON]] = []
        try LeaderboardReader(sweeps: sweeps, board: board, results: results).forEach(board.places.indices) { _, row in
            if row.value == nil { unscored.append(row.parameters) } else { rows.append(row) }
        }
        self.rows = rows
        self.unscored = unscored
        trialIDs = rankings.joined().map(\.trial)
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

    /// The first digits of a trial's id, at least 8, with which no other trial's begins.
    func shortID(of trial: String) -> String {
        let shared = trialIDs.lazy.filter { $0 != trial }.map { zip($0.utf8, trial.utf8).prefix { $0 == $1 }.count }
        return String(trial.prefix(max(8, (shared.max() ?? 0) + 1)))
    }
}
