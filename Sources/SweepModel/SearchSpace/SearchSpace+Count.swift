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
        let looked = exclusion.factors.map { grid.factors[$0] }
        let combinations = looked.reduce(1) { $0.saturatingProduct(grid.count(of: $1)) }
        guard combinations <= limit else { return .atMost(pointCount) }
        var digits = [Int](repeating: 0, count: grid.table.axes.count)
        let kept = (0..<combinations).count { combination in
            var rest = combination
            for factor in looked {
                let (quotient, number) = rest.quotientAndRemainder(dividingBy: grid.count(of: factor))
                grid.set(factor, to: number, in: &digits)
                rest = quotient
            }
            return !exclusion.drops(digits)
        }
        return .exact(pointCount / combinations * kept)
    }
}
