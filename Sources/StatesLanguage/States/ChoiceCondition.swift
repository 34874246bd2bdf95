public import JSON

/// What a choice rule asks of the data.
public indirect enum ChoiceCondition: Sendable, Hashable {
    case and([ChoiceCondition])
    case or([ChoiceCondition])
    case not(ChoiceCondition)
    /// A value of another type than the test's never matches.
    case test(JSONPath, ChoiceTest)
}

/// A comparison of one value.
public enum ChoiceTest: Sendable, Hashable {
    case string(ChoiceOrder, ValueOrPath<String>)
    /// The value is a JSON number.
    case numeric(ChoiceOrder, ValueOrPath<JSON>)
    case timestamp(ChoiceOrder, ValueOrPath<Timestamp>)
    case boolean(ValueOrPath<Bool>)
    /// `*` stands for any text, `\*` for a star, `\\` for a backslash.
    case stringMatches(String)
    /// Whether the value is of a kind, or whether it is not.
    case kind(ChoiceKind, Bool)
}

/// The ordered comparisons; the raw value completes the operator's name: `StringEquals`.
public enum ChoiceOrder: String, Sendable, CaseIterable {
    case equals = "Equals"
    case lessThan = "LessThan"
    case greaterThan = "GreaterThan"
    case lessThanEquals = "LessThanEquals"
    case greaterThanEquals = "GreaterThanEquals"

    /// Whether the comparison holds for two values of one type.
    public func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .equals: left == right
        case .lessThan: left < right
        case .greaterThan: left > right
        case .lessThanEquals: left <= right
        case .greaterThanEquals: left >= right
        }
    }
}

/// The kinds that `Is…` operators know; the raw value is the operator's name.
public enum ChoiceKind: String, Sendable, CaseIterable {
    case present = "IsPresent"
    case null = "IsNull"
    case boolean = "IsBoolean"
    case numeric = "IsNumeric"
    case string = "IsString"
    case timestamp = "IsTimestamp"
}
