internal import SweepModel

/// Whether the packs of a Fargate lane are ECS tasks or Batch jobs, and why.
struct FargateChoice: Sendable, Equatable {
    var isBatch: Bool
    /// One sentence for a person, with the numbers.
    var reason: String

    /// ECS where it is sure to have room for all that is in flight: it starts a task sooner, but refuses one beyond the account's
    /// quota, and a pack whose submission was refused eleven times has failed. Batch keeps it in a queue.
    ///
    /// The account's own quota is no part of this, since equal files give equal machines wherever they run.
    ///
    /// - Parameter width: packs of the lane in flight at once.
    init(_ rule: LaneRule, size: FargateSize?, width: Int) {
        let vcpus = Double(width) * (size?.vcpus ?? rule.vcpus)
        let quota = ServiceLimits.firstFargateProcessors
        let isMuch = vcpus > quota
        let room = "the \(quota.twoDigits) that a new account may have"
        let load = "\(vcpus.twoDigits) vCPU may be in flight at once"
        let finding =
            isMuch
            ? "\(load), more than \(room): Batch queues what has no room, ECS refuses it"
            : "\(load), within \(room): ECS refuses none and starts them sooner than Batch"
        switch rule.service {
        case .auto: (isBatch, reason) = (isMuch, finding)
        case .ecs: (isBatch, reason) = (false, "the lane's service says so; " + finding)
        case .batch: (isBatch, reason) = (true, "the lane's service says so; " + finding)
        }
    }
}
