public import JSON

/// The values of a parameter, in the order in which the grid tries them.
public enum ParameterValues: Sendable, Equatable {
    /// Listed values; no two are equal unless the parameter is zipped with another.
    case list([JSON])
    /// `first`, `first + step` …, `count` of them: a range of whole numbers that is never written out.
    case integers(first: Int, step: Int, count: Int)

    /// Shorter ranges are lists, so that `min: 1, max: 3` and `values: [1, 2, 3]` are one space.
    static let shortestRange = 1_000

    public var count: Int {
        switch self {
        case .list(let values): values.count
        case .integers(_, _, let count): count
        }
    }

    /// Values that are written out.
    var listedCount: Int {
        if case .list(let values) = self { values.count } else { 0 }
    }

    /// The value at `index`, which must be in `0..<count`.
    public subscript(index: Int) -> JSON {
        switch self {
        case .list(let values): values[index]
        case .integers(let first, let step, _): .integer(first + index * step)
        }
    }

    /// Whether every value of the range fits in `Int`, so that the subscript can't overflow.
    var isRepresentable: Bool {
        guard case .integers(let first, let step, let count) = self, count > 0 else { return true }
        let (length, isTooLong) = step.multipliedReportingOverflow(by: count - 1)
        return !isTooLong && !first.addingReportingOverflow(length).overflow
    }

    /// A short range as a list; other values as they are.
    var canonical: ParameterValues {
        guard case .integers(let first, let step, let count) = self, count < Self.shortestRange else { return self }
        return .list((0..<max(0, count)).map { .integer(first + $0 * step) })
    }

    /// The position of a value equal to `value` in a range; lists are searched by their axis.
    func rangeIndex(of value: JSON) -> Int? {
        guard case .integers(let first, let step, let count) = self, let number = value.int else { return nil }
        let (distance, isTooFar) = number.subtractingReportingOverflow(first)
        let (index, isInvalid) = distance.dividedReportingOverflow(by: step)
        guard !isTooFar, !isInvalid, distance.isMultiple(of: step), (0..<count).contains(index) else { return nil }
        return index
    }
}

extension ParameterValues {
    /// Whether some value passes `comparison`; a long range is judged by its ends, without walking through it.
    public func canMeet(_ comparison: Condition.Comparison) -> Bool {
        guard case .integers(_, _, let count) = self else {
            return (0..<count).contains { comparison.isMet(by: self[$0]) }
        }
        switch comparison {
        case .equals(let value): return rangeIndex(of: value) != nil
        case .oneOf(let values): return values.contains { rangeIndex(of: $0) != nil }
        case .notEquals: return count > 1 || comparison.isMet(by: self[0])
        case .noneOf(let values): return count > values.count || (0..<count).contains { comparison.isMet(by: self[$0]) }
        default: return comparison.isMet(by: self[0]) || comparison.isMet(by: self[count - 1])
        }
    }
}
