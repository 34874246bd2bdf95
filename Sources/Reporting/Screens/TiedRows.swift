internal import Decisions
internal import ResultStore
internal import SweepModel

/// Which rows of a leaderboard can't be told from the best.
struct TiedRows {
    private let rows: Set<Row>

    private struct Row: Hashable {
        let sweep: String
        let trial: String
    }

    /// The best alone is tied with nothing.
    init(_ analyses: [SweepAnalysis]) {
        let tied = analyses.map(\.tiedCandidates).filter { $0.count > 1 }.joined()
        rows = Set(tied.map { Row(sweep: $0.sweep, trial: $0.trial) })
    }

    var isEmpty: Bool { rows.isEmpty }

    func contains(_ row: LeaderboardRow) -> Bool {
        rows.contains(Row(sweep: row.sweep, trial: row.best.outcome.trial))
    }
}
