internal import JSON
internal import ResultStore
internal import SweepModel

/// Filters, order and cut of a leaderboard, with every column found.
struct RowSelection {
    private let filters: [(RowFilter, Column)]
    private let keys: [(SortKey, Column)]
    private let top: Int

    init(_ options: ComparisonOptions, _ names: ColumnNames) throws(DecisionError) {
        filters = try options.filters.map { filter throws(DecisionError) in
            (filter, try names.column(filter.column))
        }
        keys = try options.sort.map { key throws(DecisionError) in (key, try names.column(key.column)) }
        top = options.top.map { max(0, $0) } ?? Int.max
    }

    /// The rows to show, and how many meet the filters. Rows that are not shown are held one part at a time.
    ///
    /// - Throws: `ResultStoreError`.
    func rows(from reader: LeaderboardReader) throws -> (shown: [LeaderboardRow], matching: Int) {
        let all = reader.board.places.indices
        let matching = filters.isEmpty && keys.isEmpty ? Array(all) : try sorted(matching(all, reader))
        var rows: [LeaderboardRow] = []
        rows.reserveCapacity(min(top, matching.count))
        try reader.forEach(matching.prefix(top)) { rows.append($1) }
        return (rows, matching.count)
    }

    private struct Match {
        let place: Int
        /// What the row has in the columns to sort by.
        let values: [JSON?]
    }

    private func matching(_ places: Range<Int>, _ reader: LeaderboardReader) throws -> [Match] {
        var found: [Match] = []
        try reader.forEach(places) { place, row in
            guard filters.allSatisfy({ $0.matches(row.value(in: $1)) }) else { return }
            found.append(Match(place: place, values: keys.map { row.value(in: $1) }))
        }
        return found
    }

    /// - Parameter matches: in the order of their ranks, which settles what the keys leave open.
    private func sorted(_ matches: [Match]) -> [Int] {
        guard !keys.isEmpty else { return matches.map(\.place) }
        return matches.sorted { left, right in
            for (position, (key, _)) in keys.enumerated() {
                if let isBefore = key.orders(left.values[position], before: right.values[position]) { return isBefore }
            }
            return left.place < right.place
        }.map(\.place)
    }
}
