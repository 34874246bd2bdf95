public import JSON

extension Condition {
    /// The tests as one value, the same for equal conditions: `[["learning_rate", {"gt": 0.1}]]`.
    public var definition: JSON {
        .array(tests.map { .array([.string($0.parameter), $0.comparison.definition]) }).normalisingNumbers
    }
}

extension Condition.Comparison {
    /// The comparison in the sweep file's words: `{"gt": 0.1}`.
    public var definition: JSON {
        switch self {
        case .equals(let value): ["eq": value]
        case .notEquals(let value): ["ne": value]
        case .oneOf(let values): ["in": .array(values)]
        case .noneOf(let values): ["not_in": .array(values)]
        case .lessThan(let bound): ["lt": .number(bound)]
        case .lessThanOrEqual(let bound): ["lte": .number(bound)]
        case .greaterThan(let bound): ["gt": .number(bound)]
        case .greaterThanOrEqual(let bound): ["gte": .number(bound)]
        }
    }

    var text: String { definition.normalisingNumbers.text() }
}
