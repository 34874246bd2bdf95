internal import JSON
internal import SweepModel

/// A lane's queue, which gives up on jobs that can't be placed.
struct JobQueue {
    let lane: Lane

    /// A job that no host can ever hold is told soon: Batch's shortest limit.
    static let misfitSeconds = 600
    /// A Spot job that finds no capacity goes on-demand after half an hour.
    static let spotCapacitySeconds = 1_800
    /// Without Spot there is nothing else to try; capacity may come back.
    static let capacitySeconds = 14_400

    var resource: Resource {
        Resource(
            type: "AWS::Batch::JobQueue",
            properties: [
                "JobQueueName": Intrinsic.sub("${AWS::StackName}-\(lane.rawValue)"), "State": "ENABLED", "Priority": 1,
                "ComputeEnvironmentOrder": [
                    ["Order": 1, "ComputeEnvironment": Intrinsic.ref(LogicalID.computeEnvironment(lane))]
                ],
                "JobStateTimeLimitActions": [
                    limit(
                        LostHost.noCapacityReason,
                        seconds: lane.isSpot ? Self.spotCapacitySeconds : Self.capacitySeconds),
                    limit("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", seconds: Self.misfitSeconds),
                    limit("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", seconds: Self.misfitSeconds),
                ],
                "Tags": StackTag.map,
            ])
    }

    /// Only the job at the head of the queue is looked at.
    private func limit(_ reason: String, seconds: Int) -> JSON {
        [
            "Action": "CANCEL", "State": "RUNNABLE", "Reason": .string(reason), "MaxTimeSeconds": .integer(seconds),
        ]
    }
}
