/// Lines whose parts stand below each other.
enum Columns {
    /// Two blanks stand between columns; the last one is as wide as it is. Rows may be shorter than others.
    static func lines(_ rows: [[String]]) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.compactMap { column < $0.count - 1 ? $0[column].count : nil }.max() ?? 0
        }
        return rows.map { row in
            row.enumerated().map { index, text in
                index == row.count - 1 ? text : text + String(repeating: " ", count: max(0, widths[index] - text.count))
            }.joined(separator: "  ")
        }
    }
}
