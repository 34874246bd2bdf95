internal import JSON
internal import SweepModel

/// The values of a parameter, arranged so that a test is checked without going through all of them.
struct KnownValues {
    private let values: ParameterValues
    /// Numbers normalised; empty for ranges.
    private let listed: Set<JSON>
    private let least: Double
    private let greatest: Double

    init(_ values: ParameterValues) {
        self.values = values
        guard case .list(let list) = values else {
            (listed, least, greatest) = ([], .infinity, -.infinity)
            return
        }
        let numbers = list.compactMap(\.double)
        listed = Set(list.map(\.normalisingNumbers))
        least = numbers.min() ?? .infinity
        greatest = numbers.max() ?? -.infinity
    }

    /// Whether the parameter has this value; `1` and `1.0` are one.
    func contains(_ value: JSON) -> Bool {
        if case .list = values { listed.contains(value.normalisingNumbers) } else { values.canMeet(.equals(value)) }
    }

    /// Whether some value passes `comparison`.
    func canMeet(_ comparison: Condition.Comparison) -> Bool {
        guard case .list = values else { return values.canMeet(comparison) }
        switch comparison {
        case .equals(let value): return contains(value)
        case .notEquals(let value): return listed.count > (contains(value) ? 1 : 0)
        case .oneOf(let named): return named.contains(where: contains)
        case .noneOf(let named): return !listed.subtracting(named.map(\.normalisingNumbers)).isEmpty
        case .lessThan(let bound): return least < bound
        case .lessThanOrEqual(let bound): return least <= bound
        case .greaterThan(let bound): return greatest > bound
        case .greaterThanOrEqual(let bound): return greatest >= bound
        }
    }

    /// The values that are text, for suggestions.
    var texts: [String] {
        if case .list(let values) = values { values.compactMap(\.string) } else { [] }
    }
}
