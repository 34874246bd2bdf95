/// How much of the objective space a set of points dominates, up to a reference point (Zitzler & Thiele 1998).
public enum Hypervolume {
    /// The volume, in the product of the objectives' units; points that are not better than the reference in every objective,
    /// and points with NaN, add nothing.
    ///
    /// A sweep for two objectives; for more, the exclusive volumes of While, Bradstreet & Barone (IEEE TEC 16, 2012).
    ///
    /// - Parameters:
    ///   - points: [point × objective].
    ///   - reference: a point that is worse than those of interest; finite.
    ///
    /// `nil` for no objectives, lengths that differ, or a reference that is not finite.
    public static func dominated(
        by points: [[Double]], reference: [Double], directions: [ObjectiveDirection]
    ) -> Double? {
        guard reference.allSatisfy(\.isFinite), let minimized = ObjectiveDirection.minimized(points, directions),
            let bound = ObjectiveDirection.minimized([reference], directions)?.first
        else { return nil }
        return volume(of: minimized.filter { zip($0, bound).allSatisfy { $0 < $1 } }, bound)
    }

    private static func volume(of points: [[Double]], _ bound: [Double]) -> Double {
        let front = nondominated(points)
        if bound.count == 1 { return front.first.map { bound[0] - $0[0] } ?? 0 }
        if bound.count == 2 { return area(front, bound) }
        var sum = 0.0
        for (index, point) in front.enumerated() {
            let limited = front[(index + 1)...].map { zip($0, point).map(max) }
            sum += zip(bound, point).map { $0 - $1 }.reduce(1, *) - volume(of: limited, bound)
        }
        return sum
    }

    /// Rectangles of a front that is sorted by the first objective and so falls in the second.
    private static func area(_ front: [[Double]], _ bound: [Double]) -> Double {
        var sum = 0.0
        var ceiling = bound[1]
        for point in front where point[1] < ceiling {
            sum += (bound[0] - point[0]) * (ceiling - point[1])
            ceiling = point[1]
        }
        return sum
    }

    /// The front without duplicates, lexicographically sorted.
    private static func nondominated(_ points: [[Double]]) -> [[Double]] {
        var front: [[Double]] = []
        for point in points.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            if bound(front, covers: point) { continue }
            front.append(point)
        }
        return front
    }

    private static func bound(_ front: [[Double]], covers point: [Double]) -> Bool {
        if point.count == 2 { return front.last.map { $0[1] <= point[1] } ?? false }
        return front.contains { zip($0, point).allSatisfy { $0 <= $1 } }
    }
}
