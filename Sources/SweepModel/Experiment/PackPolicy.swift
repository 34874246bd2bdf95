/// How many trials share a job.
public struct PackPolicy: Sendable, Equatable {
    /// Trials a pack; `nil` lets the planner choose by its cost model.
    public var size: Int?

    public init(size: Int? = nil) { self.size = size }
}
