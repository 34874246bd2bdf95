/// Values as marks on one axis whose ends are named: `────●────`.
///
/// A bar would have to begin at zero: from anywhere else it makes small differences look large.
struct ValueAxis {
    private let least: Double
    private let greatest: Double
    /// `0.7 … 0.98`: the values at both ends.
    let title: String
    /// Columns of a line.
    let width: Int

    private static let leastWidth = 17

    /// `nil` where there is no difference to show.
    ///
    /// - Parameter text: how values are written.
    init?(_ values: [Double], text: (Double) -> String) {
        let values = values.filter(\.isFinite)
        guard let least = values.min(), let greatest = values.max(), least < greatest else { return nil }
        self.least = least
        self.greatest = greatest
        let ends = [text(least), text(greatest)]
        let used = ends.reduce(0) { $0 + DisplayWidth.of($1) }
        width = max(Self.leastWidth, used + 3)
        let space = String(repeating: " ", count: (width - used - 1) / 2)
        title = ends[0] + space + "…" + String(repeating: " ", count: width - used - 1 - space.count) + ends[1]
    }

    func line(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "" }
        // Halves, since the distance of two numbers at both ends of their range is no number.
        let share = (value / 2 - least / 2) / (greatest / 2 - least / 2)
        let place = Int((min(max(share.isNaN ? 0 : share, 0), 1) * Double(width - 1)).rounded())
        return String(repeating: "─", count: place) + "●" + String(repeating: "─", count: width - 1 - place)
    }
}
