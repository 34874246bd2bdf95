internal import ResultStore
internal import SweepModel

/// Reads what the rows of a leaderboard show, a few hundred at a time.
struct LeaderboardReader {
    let sweeps: [SweepSummary]
    let board: Leaderboard
    let results: ResultStore

    /// Bounds what is held of rows that nobody asked for.
    private static let rowsPerRead = 512

    /// Each row of `places`, numbers in `board.places`, in their order. A row whose records were replaced meanwhile is left out.
    func forEach(_ places: some RandomAccessCollection<Int>, _ body: (Int, LeaderboardRow) throws -> Void) throws {
        var pending = places[...]
        while !pending.isEmpty {
            let part = Array(pending.prefix(Self.rowsPerRead))
            let trials = try trials(of: part)
            for (place, row) in zip(part, part.map { row(board.places[$0], trials) }) {
                if let row { try body(place, row) }
            }
            pending = pending.dropFirst(part.count)
        }
    }

    /// By sweep and id.
    private func trials(of places: [Int]) throws -> [[String: RankedTrial]] {
        var wanted = [[RankingEntry]](repeating: [], count: sweeps.count)
        for place in places.map({ board.places[$0] }) {
            wanted[place.sweep] += board.entries[place.sweep][place.trials]
        }
        return try zip(sweeps, wanted).map { sweep, entries in
            let trials = try results.trials(entries, of: sweep.sweep)
            return Dictionary(trials.map { ($0.outcome.trial, $0) }) { first, _ in first }
        }
    }

    private func row(_ place: Leaderboard.Place, _ trials: [[String: RankedTrial]]) -> LeaderboardRow? {
        let entries = board.entries[place.sweep][place.trials]
        let found = entries.compactMap { trials[place.sweep][$0.trial] }
        var row = LeaderboardRow(found, metric: sweeps[place.sweep].metric)
        row?.rank = place.rank
        return row
    }
}
