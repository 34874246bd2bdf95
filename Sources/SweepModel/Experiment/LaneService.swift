/// The AWS service that starts the packs of a Fargate lane: the lane's `service`. Other lanes are Batch's alone.
public enum LaneService: String, Sendable, Codable, CaseIterable {
    /// ECS, unless more would be in flight at once than ECS can be sure to place.
    case auto
    /// Tasks: they start within tens of seconds, and one that has no room is refused.
    case ecs
    /// Jobs: a queue holds what has no room yet.
    case batch
}
