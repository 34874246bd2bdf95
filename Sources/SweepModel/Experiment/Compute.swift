/// Where trials run, and how many at once.
public struct Compute: Sendable, Equatable {
    /// Tried in order: a trial takes the first lane whose condition it meets. Never empty; one entry a lane.
    public var lanes: [LaneRule]
    /// Packs in flight at once over all lanes: the Map's `MaxConcurrency`. Default 40.
    public var concurrency: Int

    public init(lanes: [LaneRule] = [LaneRule(lane: .onDemand)], concurrency: Int = 40) {
        self.lanes = lanes
        self.concurrency = concurrency
    }
}
