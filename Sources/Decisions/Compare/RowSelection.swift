internal import JSON

/// Filters, order and cut of a leaderboard, with every column found.
struct RowSelection {
    private let filters: [(RowFilter, Column)]
    private let keys: [(SortKey, Column)]
    private let top: Int?

    init(_ options: ComparisonOptions, _ names: ColumnNames) throws(DecisionError) {
        filters = try options.filters.map { filter throws(DecisionError) in
            (filter, try names.column(filter.column))
        }
        keys = try options.sort.map { key throws(DecisionError) in (key, try names.column(key.column)) }
        top = options.top
    }

    func matching(_ rows: [LeaderboardRow]) -> [LeaderboardRow] {
        guard !filters.isEmpty else { return rows }
        return rows.filter { row in filters.allSatisfy { $0.matches(row.value(in: $1)) } }
    }

    /// - Parameter rows: in the order of their ranks, which settles what the keys leave open.
    func sortedTop(of rows: [LeaderboardRow]) -> [LeaderboardRow] {
        let sorted = keys.isEmpty ? rows : sort(rows)
        return top.map { Array(sorted.prefix(max(0, $0))) } ?? sorted
    }

    private func sort(_ rows: [LeaderboardRow]) -> [LeaderboardRow] {
        let values = rows.map { row in keys.map { row.value(in: $1) } }
        let order = rows.indices.sorted { left, right in
            for (position, (key, _)) in keys.enumerated() {
                if let isBefore = key.orders(values[left][position], before: values[right][position]) {
                    return isBefore
                }
            }
            return left < right
        }
        return order.map { rows[$0] }
    }
}
