/// Which way an objective is better.
public enum ObjectiveDirection: Sendable, Equatable, CaseIterable {
    case minimize, maximize

    /// Points with every objective turned so that smaller is better; `nil` where a point has another length or there are no
    /// objectives.
    static func minimized(_ points: [[Double]], _ directions: [ObjectiveDirection]) -> [[Double]]? {
        guard !directions.isEmpty, points.allSatisfy({ $0.count == directions.count }) else { return nil }
        return points.map { point in zip(point, directions).map { $1 == .minimize ? $0 : -$0 } }
    }
}
