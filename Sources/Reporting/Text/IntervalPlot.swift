internal import Statistics

/// Intervals drawn below each other on one scale, with zero marked: `├───●──┼──┤`.
struct IntervalPlot {
    private let low: Double
    private let high: Double
    private let width: Int

    /// - Parameter width: columns; at least three.
    init(_ intervals: [ConfidenceInterval], width: Int) {
        let ends = intervals.flatMap { [$0.lower, $0.upper] }.filter(\.isFinite) + [0]
        low = ends.min() ?? 0
        high = ends.max() ?? 0
        self.width = max(3, width)
    }

    /// One line, `width` columns wide.
    func line(_ interval: ConfidenceInterval, at value: Double) -> String {
        var columns = [Character](repeating: " ", count: width)
        let (left, right) = (column(interval.lower), column(interval.upper))
        if left < right { for index in left...right { columns[index] = "─" } }
        columns[left] = "├"
        columns[right] = "┤"
        let zero = column(0)
        columns[zero] = left < zero && zero < right ? "┼" : columns[zero] == " " ? "│" : columns[zero]
        columns[column(value)] = "●"
        return String(columns)
    }

    /// The line of what all are compared with: zero alone.
    var zeroLine: String {
        var columns = [Character](repeating: " ", count: width)
        columns[column(0)] = "●"
        return String(columns)
    }

    private func column(_ value: Double) -> Int {
        guard high > low, value.isFinite else { return value > 0 ? width - 1 : 0 }
        // Halves, since the distance of two numbers at both ends of their range is no number.
        let share = (value / 2 - low / 2) / (high / 2 - low / 2)
        return share.isNaN ? 0 : Int((min(max(share, 0), 1) * Double(width - 1)).rounded())
    }
}
