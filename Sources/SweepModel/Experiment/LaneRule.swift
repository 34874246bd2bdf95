/// One lane's condition, size and patience.
public struct LaneRule: Sendable, Equatable {
    public var lane: Lane
    /// `nil` takes every trial.
    public var condition: Condition?
    public var vcpus: Double
    public var memoryMiB: Int
    public var gpus: Int
    /// A trial's time limit, enforced by the worker. Default one hour.
    public var trialTimeoutSeconds: Int
    /// Attempts of a pack whose host was lost, the first one included: Batch's `attempts`, 1 to 10. Default 3.
    public var attempts: Int
    /// After lost Spot hosts, one last attempt on the lane without Spot. Default true on Spot lanes.
    public var lastAttemptOnDemand: Bool
    /// What starts the packs of a Fargate lane; nothing on the others. Default `auto`.
    public var service: LaneService

    public init(
        lane: Lane, condition: Condition? = nil, vcpus: Double = 1, memoryMiB: Int = 2048, gpus: Int? = nil,
        trialTimeoutSeconds: Int = 3600, attempts: Int = 3, lastAttemptOnDemand: Bool? = nil,
        service: LaneService = .auto
    ) {
        self.lane = lane
        self.condition = condition
        self.vcpus = vcpus
        self.memoryMiB = memoryMiB
        self.gpus = gpus ?? (lane.hasGPU ? 1 : 0)
        self.trialTimeoutSeconds = trialTimeoutSeconds
        self.attempts = attempts
        self.lastAttemptOnDemand = lastAttemptOnDemand ?? lane.isSpot
        self.service = service
    }
}
