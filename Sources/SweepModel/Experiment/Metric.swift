/// The number that a sweep is about, and which way is better.
public struct Metric: Sendable, Equatable, Codable {
    public enum Goal: String, Sendable, Codable, CaseIterable { case minimize, maximize }

    public var name: String
    /// W&B's default is `minimize`.
    public var goal: Goal

    public init(name: String, goal: Goal = .minimize) {
        self.name = name
        self.goal = goal
    }

    /// Whether `left` beats `right`; a missing value never does.
    public func isBetter(_ left: Double?, than right: Double?) -> Bool {
        guard let left else { return false }
        guard let right else { return true }
        return goal == .minimize ? left < right : left > right
    }
}
