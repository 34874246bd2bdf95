internal import JSON

/// A column to sort by; rows that have nothing in it come last either way.
public struct SortKey: Sendable, Equatable {
    public let column: String
    public let descending: Bool

    /// Reads `seconds`, or `-validation_accuracy` for the largest first.
    public init(_ text: String) {
        descending = text.hasPrefix("-")
        column = descending ? String(text.dropFirst()) : text
    }

    /// Whether `left` comes before `right`; `nil` where this key can't tell.
    func orders(_ left: JSON?, before right: JSON?) -> Bool? {
        guard let left, let right else { return left == nil && right == nil ? nil : left != nil }
        if let left = left.double, let right = right.double {
            return left == right ? nil : (left < right) != descending
        }
        // Numbers before texts, whatever the direction.
        guard (left.double == nil) == (right.double == nil) else { return left.double != nil }
        let (leftText, rightText) = (left.string ?? left.text(), right.string ?? right.text())
        return leftText == rightText ? nil : (leftText < rightText) != descending
    }
}
