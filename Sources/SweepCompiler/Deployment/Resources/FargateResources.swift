internal import JSON

/// What starts packs on Fargate: the ECS cluster and definition of tasks, and Batch's environments, queues and definition of jobs.
///
/// Every Fargate lane has both, since the sweep file chooses and an idle queue costs nothing.
struct FargateResources {
    let deployment: Deployment

    /// Fargate's longest, in seconds.
    static let stopTimeoutSeconds = 120
    /// The name that the machine's overrides use.
    static let container = "worker"

    /// Any revision of the stack's definition; named after the stack, so that roles can name it while it is not there yet.
    static let definitions = Intrinsic.arn("ecs", "task-definition/${AWS::StackName}-fargate:*")
    /// Tasks of the stack's cluster.
    static let tasks = Intrinsic.arn("ecs", "task/${\(LogicalID.cluster)}/*")

    var resources: [String: Resource] {
        guard !deployment.fargateLanes.isEmpty else { return [:] }
        let jobs = JobDefinition.Kind.fargate(assignsPublicIP: deployment.network.assignsPublicIP)
        var resources = [
            LogicalID.cluster: cluster, LogicalID.taskDefinition: definition,
            jobs.logicalID: JobDefinition(kind: jobs).resource,
        ]
        for lane in deployment.fargateLanes {
            resources[LogicalID.computeEnvironment(lane)] =
                FargateEnvironment(lane: lane, deployment: deployment).resource
            resources[LogicalID.queue(lane)] = JobQueue(lane: lane).resource
        }
        return resources
    }

    private var cluster: Resource {
        Resource(
            type: "AWS::ECS::Cluster",
            properties: ["CapacityProviders": ["FARGATE", "FARGATE_SPOT"], "Tags": StackTag.list])
    }

    /// The smallest task; the machine names the pack's own size.
    private var definition: Resource {
        Resource(
            type: "AWS::ECS::TaskDefinition",
            properties: [
                "Family": Intrinsic.sub("${AWS::StackName}-fargate"), "RequiresCompatibilities": ["FARGATE"],
                "NetworkMode": "awsvpc", "Cpu": "1024", "Memory": "2048",
                "RuntimePlatform": ["CpuArchitecture": "X86_64", "OperatingSystemFamily": "LINUX"],
                "ExecutionRoleArn": Intrinsic.getAtt(LogicalID.executionRole, "Arn"),
                "TaskRoleArn": Intrinsic.getAtt(LogicalID.workerRole, "Arn"),
                "ContainerDefinitions": [
                    [
                        "Name": .string(Self.container), "Image": Intrinsic.ref(TemplateParameter.imageURI),
                        "Essential": true, "Command": ["stepsweep-worker"],
                        "StopTimeout": .integer(Self.stopTimeoutSeconds),
                        "LinuxParameters": ["InitProcessEnabled": true],
                        "LogConfiguration": LogResources.configuration(prefix: "fargate"),
                    ]
                ],
                "Tags": StackTag.list,
            ], condition: TemplateParameter.hasImage, keepsReplaced: true)
    }
}
