internal import JSON

extension ChoiceCondition {
    /// Whether the data fulfil the condition.
    ///
    /// - Throws: `States.Runtime` where a compared path finds nothing; only `IsPresent` may ask for what is not there.
    public func holds(in scope: EvaluationScope) throws(EvaluationFailure) -> Bool {
        switch self {
        case .not(let condition): return try !condition.holds(in: scope)
        case .and(let conditions):
            for condition in conditions where try !condition.holds(in: scope) { return false }
            return true
        case .or(let conditions):
            for condition in conditions where try condition.holds(in: scope) { return true }
            return false
        case .test(let variable, .kind(.present, let expected)):
            return ((try? variable.read(in: scope)) != nil) == expected
        case .test(let variable, let test):
            return try test.holds(for: Self.value(variable, scope), scope)
        }
    }

    fileprivate static func value(_ path: JSONPath, _ scope: EvaluationScope) throws(EvaluationFailure) -> JSON {
        do {
            return try path.read(in: scope)
        } catch {
            let cause = "Invalid path '\(path)': The choice state's condition path references an invalid value."
            throw EvaluationFailure(error: ErrorName.runtime, cause: cause)
        }
    }
}

extension ChoiceTest {
    fileprivate func holds(for value: JSON, _ scope: EvaluationScope) throws(EvaluationFailure) -> Bool {
        switch self {
        case .kind(let kind, let expected): return kind.matches(value) == expected
        case .stringMatches(let pattern): return value.string.map(Wildcard(pattern).matches) ?? false
        case .boolean(let operand):
            let other = try operand.json(scope, JSON.bool).bool
            return value.bool != nil && value.bool == other
        case .string(let order, let operand):
            guard let other = try operand.json(scope, JSON.string).string, let text = value.string else { return false }
            return order.holds(UTF16Text(text), UTF16Text(other))
        case .timestamp(let order, let operand):
            let other = try operand.json(scope) { .string($0.text) }.string.flatMap(Timestamp.init)
            guard let other, let moment = value.string.flatMap(Timestamp.init) else { return false }
            return order.holds(moment, other)
        case .numeric(let order, let operand):
            return Self.numbersHold(order, value, try operand.json(scope) { $0 })
        }
    }

    /// Whole numbers compare exactly, even where a fraction could not tell them apart.
    private static func numbersHold(_ order: ChoiceOrder, _ left: JSON, _ right: JSON) -> Bool {
        if case .integer(let left) = left, case .integer(let right) = right { return order.holds(left, right) }
        guard let left = left.double, let right = right.double else { return false }
        return order.holds(left, right)
    }
}

extension ValueOrPath {
    fileprivate func json(_ scope: EvaluationScope, _ write: (Value) -> JSON) throws(EvaluationFailure) -> JSON {
        switch self {
        case .value(let value): write(value)
        case .path(let path): try ChoiceCondition.value(path, scope)
        }
    }
}

extension ChoiceKind {
    fileprivate func matches(_ value: JSON) -> Bool {
        switch self {
        case .present: true
        case .null: value.isNull
        case .boolean: value.bool != nil
        case .numeric: value.double != nil
        case .string: value.string != nil
        case .timestamp: value.string.flatMap(Timestamp.init) != nil
        }
    }
}

/// A text that compares as Java compares texts: by UTF-16 units, without Unicode equivalence.
private struct UTF16Text: Comparable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: UTF16Text, right: UTF16Text) -> Bool { left.text.utf16.elementsEqual(right.text.utf16) }

    static func < (left: UTF16Text, right: UTF16Text) -> Bool {
        left.text.utf16.lexicographicallyPrecedes(right.text.utf16)
    }
}
