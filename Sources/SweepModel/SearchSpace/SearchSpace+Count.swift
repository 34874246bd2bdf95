/// How many points a sweep tries.
public enum PointCount: Sendable, Equatable {
    case exact(Int)
    /// `exclude` looks at too many combinations to be counted; the grid without it has so many points.
    case atMost(Int)

    /// The number itself, exact or not.
    public var upperBound: Int {
        switch self {
        case .exact(let count), .atMost(let count): count
        }
    }

    public var isExact: Bool {
        if case .exact = self { true } else { false }
    }
}

extension SearchSpace {
    /// The points that `exclude` leaves.
    ///
    /// Only the factors that `exclude` looks at are enumerated; the others multiply the result.
    /// - Parameter limit: combinations looked at before the count gives up.
    public func countedPoints(limit: Int = SearchSpace.enumerationCap) -> PointCount {
        guard !isCountSaturated else { return .atMost(pointCount) }
        guard !excludes.isEmpty else { return .exact(pointCount) }
        let combinations = exclusion.looked.reduce(1) { $0.saturatingProduct($1.count) }
        guard combinations <= limit else { return .atMost(pointCount) }
        var digits = [Int](repeating: 0, count: grid.table.axes.count)
        let kept = (0..<combinations).count { combination in
            var rest = combination
            for looked in exclusion.looked {
                let (quotient, number) = rest.quotientAndRemainder(dividingBy: looked.count)
                grid.set(looked.factor, to: number, in: &digits)
                rest = quotient
            }
            return !exclusion.drops(digits)
        }
        return .exact(pointCount / combinations * kept)
    }
}
