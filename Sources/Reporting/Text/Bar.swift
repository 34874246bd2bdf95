/// A small horizontal bar that shows a value's place between the least and the greatest.
enum Bar {
    static let width = 8
    private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// - Parameter share: 0 gives the shortest bar that can be seen, 1 a full one.
    static func text(share: Double) -> String {
        // Values at both ends of a number's range have no difference that a number can hold.
        let share = share.isFinite ? share : 0
        let steps = 1 + Int((min(max(share, 0), 1) * Double(8 * width - 1)).rounded())
        return String(repeating: "█", count: steps / 8) + eighths[steps % 8]
    }
}
