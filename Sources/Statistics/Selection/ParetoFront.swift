/// The points that no other point beats: none is as good in every objective and better in one.
public enum ParetoFront {
    /// The indices of the front, ascending; equal points are all kept. A point with NaN is never on it and beats nobody.
    ///
    /// One sweep after sorting for two objectives (Kung, Luccio & Preparata, JACM 22, 1975); for more, each point against
    /// the front of those before it in lexicographic order.
    ///
    /// - Parameter points: [point × objective], in the order of `directions`.
    ///
    /// `nil` for no objectives or a point of another length.
    public static func indices(of points: [[Double]], directions: [ObjectiveDirection]) -> [Int]? {
        guard let minimized = ObjectiveDirection.minimized(points, directions) else { return nil }
        let order = minimized.indices
            .filter { !minimized[$0].contains(where: \.isNaN) }
            .sorted { minimized[$0].lexicographicallyPrecedes(minimized[$1]) }
        let front = directions.count <= 2 ? sweep(minimized, order) : compare(minimized, order)
        return front.sorted()
    }

    /// Lexicographically sorted, a point is on the front if its last objective is below all before it, or it equals the last kept.
    private static func sweep(_ points: [[Double]], _ order: [Int]) -> [Int] {
        var front: [Int] = []
        for index in order {
            guard let last = front.last, let value = points[index].last, let best = points[last].last else {
                front.append(index)
                continue
            }
            let isBelow = points[index].count == 2 && value < best
            if isBelow || points[index] == points[last] { front.append(index) }
        }
        return front
    }

    private static func compare(_ points: [[Double]], _ order: [Int]) -> [Int] {
        var front: [Int] = []
        for index in order where !front.contains(where: { dominates(points[$0], points[index]) }) {
            front.append(index)
        }
        return front
    }

    /// Whether `first` is at most `second` everywhere and below it somewhere.
    static func dominates(_ first: [Double], _ second: [Double]) -> Bool {
        var isBelow = false
        for (one, other) in zip(first, second) {
            if one > other { return false }
            if one < other { isBelow = true }
        }
        return isBelow
    }
}
