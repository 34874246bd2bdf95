public import JSON

extension Condition {
    /// Whether all tests hold at a point.
    ///
    /// - Parameter parameters: a trial's parameters, nested names unfolded into objects.
    public func isMet(by parameters: JSON) -> Bool {
        tests.allSatisfy { test in
            parameters[dotted: test.parameter].map(test.comparison.isMet) ?? false
        }
    }
}

extension Condition.Comparison {
    /// Whether a value passes. Numbers are equal by value (`1` and `1.0`); only numbers are smaller or greater.
    public func isMet(by value: JSON) -> Bool {
        switch self {
        case .equals(let expected): value.isSame(as: expected)
        case .notEquals(let unwanted): !value.isSame(as: unwanted)
        case .oneOf(let allowed): allowed.contains(where: value.isSame)
        case .noneOf(let unwanted): !unwanted.contains(where: value.isSame)
        case .lessThan(let bound): value.double.map { $0 < bound } ?? false
        case .lessThanOrEqual(let bound): value.double.map { $0 <= bound } ?? false
        case .greaterThan(let bound): value.double.map { $0 > bound } ?? false
        case .greaterThanOrEqual(let bound): value.double.map { $0 >= bound } ?? false
        }
    }
}

extension Condition.Comparison {
    /// `isMet(by:)` of many values: named ones are looked up, not searched.
    func outcomes(for values: [JSON]) -> [Bool] {
        switch self {
        case .oneOf(let named): values.map(Set(named.map(\.normalisingNumbers)).containsSame)
        case .noneOf(let named): values.map(Set(named.map(\.normalisingNumbers)).containsSame).map { !$0 }
        default: values.map(isMet)
        }
    }

    /// Values that the comparison names.
    var namedCount: Int {
        switch self {
        case .oneOf(let values), .noneOf(let values): values.count
        default: 1
        }
    }
}

extension Set<JSON> {
    /// Whether a set of normalised values has `value`.
    func containsSame(_ value: JSON) -> Bool { contains(value.normalisingNumbers) }
}

extension JSON {
    /// Equality that takes `1` and `1.0` for one value, at every depth.
    public func isSame(as other: JSON) -> Bool {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.string, _), (_, .string): false
        default: normalisingNumbers == other.normalisingNumbers
        }
    }

    /// The value of a dotted name: a member with that very name, or one below nested objects.
    public subscript(dotted name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        if let value = members[name] { return value }
        for (dot, character) in zip(name.indices, name) where character == "." {
            guard let inner = members[String(name[..<dot])] else { continue }
            if let value = inner[dotted: String(name[name.index(after: dot)...])] { return value }
        }
        return nil
    }
}
