internal import JSON
internal import StatesLanguage
internal import SweepModel

/// A pack as an ECS task on Fargate.
struct FargateTask {
    let lane: Lane
    let blueprint: LaneBlueprint
    /// The last attempt, after the Spot tasks that were lost.
    let isFallback: Bool

    func state(failed next: String) throws(InvalidTemplate) -> TaskState {
        TaskState(
            resource: "arn:aws:states:::ecs:runTask.sync", parameters: try PayloadTemplate(parameters),
            resultSelector: try PayloadTemplate(["job.$": "$.TaskArn", "status.$": "$.LastStatus"]),
            timeoutSeconds: .value(timeoutSeconds), retry: [SubmissionRetry.ecs(burst: blueprint.burst)],
            catch: [.all(next: next)],
            transition: .end)
    }

    /// ECS has no time limit of its own; a state's limit also counts the time until the task starts.
    private var timeoutSeconds: Int {
        min(blueprint.attemptSeconds + LaneBlueprint.overheadSeconds, ServiceLimits.longestTimeoutSeconds)
    }

    /// A capacity provider stands in place of `LaunchType`: with both, Spot is never used.
    private var parameters: JSON {
        [
            "Cluster.$": "$.target.cluster",
            "TaskDefinition.$": .string("$.target.taskDefinitions.\(lane.memberName)"),
            "CapacityProviderStrategy": [
                ["CapacityProvider": lane.isSpot ? "FARGATE_SPOT" : "FARGATE", "Weight": 1]
            ],
            "NetworkConfiguration": [
                "AwsvpcConfiguration": [
                    "Subnets.$": "$.target.subnets", "SecurityGroups.$": "$.target.securityGroups",
                    "AssignPublicIp.$": "$.target.assignPublicIp",
                ]
            ],
            "Overrides": overrides, "StartedBy.$": "$.sweep",
            "Tags": [["Key": "stepsweep:sweep", "Value.$": "$.sweep"]],
        ]
    }

    private var overrides: JSON {
        let attempt =
            isFallback ? "States.Format('{}', States.MathAdd($.attempt, 1))" : "States.Format('{}', $.attempt)"
        var overrides: [String: JSON] = [
            "ContainerOverrides": [
                [
                    "Name": .string(FargateResources.container),
                    "Environment": WorkerEnvironment.variables(lane: lane, attempt: attempt),
                ]
            ]
        ]
        if let size = blueprint.fargateSize {
            overrides["Cpu"] = .string(String(size.cpuUnits))
            overrides["Memory"] = .string(String(size.memoryMiB))
        }
        return .object(overrides)
    }
}
