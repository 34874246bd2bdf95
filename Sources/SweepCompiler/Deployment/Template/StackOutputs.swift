internal import JSON
internal import SweepModel

/// What a stack tells about itself: the members of an execution's target, and what makes state machines and images.
struct StackOutputs {
    let deployment: Deployment

    static let bucket = "Bucket"
    static let cluster = "Cluster"
    static let reducer = "Reducer"
    static let reducerJobDefinition = "ReducerJobDefinition"
    static let subnets = "Subnets"
    static let securityGroups = "SecurityGroups"
    static let assignPublicIP = "AssignPublicIp"
    static let schedulerRole = "SchedulerRole"
    static let repositoryURI = "RepositoryUri"
    static let startURL = "HttpStartUrl"
    static let servingURL = "AbUrl"
    static func queue(_ lane: Lane) -> String { "Queue\(lane.stateName)" }
    static func jobDefinition(_ lane: Lane) -> String { "JobDefinition\(lane.stateName)" }
    static func taskDefinition(_ lane: Lane) -> String { "TaskDefinition\(lane.stateName)" }

    var outputs: [String: JSON] {
        var outputs = ofLaunches
        outputs[Self.repositoryURI] = Self.output(
            Intrinsic.getAtt(LogicalID.repository, "RepositoryUri"), "Where the image is pushed to.")
        if deployment.httpStart != nil {
            outputs[Self.startURL] = Self.output(
                Intrinsic.getAtt(LogicalID.startURL, "FunctionUrl"),
                "POST a sweep file here, signed for the service lambda, and it starts.", needsImage: true)
        }
        if deployment.servesAB {
            outputs[Self.servingURL] = Self.output(
                Intrinsic.getAtt(LogicalID.servingURL, "FunctionUrl"),
                "POST to predict and outcome below it, signed for the service lambda.", needsImage: true)
        }
        return outputs
    }

    /// Those that a launch reads. The function that starts sweeps gets them as variables: it needs no right to ask.
    var ofLaunches: [String: JSON] {
        var outputs: [String: JSON] = [
            Self.bucket: Self.output(Intrinsic.ref(LogicalID.bucket), "The object store."),
            Self.reducer: Self.output(
                Intrinsic.getAtt(LogicalID.reducer, "Arn"), "Ranks outcomes.", needsImage: true),
            Self.subnets: Self.output(Intrinsic.join(",", deployment.network.subnets), "Where tasks run."),
            Self.securityGroups: Self.output(
                Intrinsic.join(",", deployment.network.securityGroups), "What tasks may reach."),
            Self.assignPublicIP: Self.output(
                deployment.network.assignsPublicIP ? "ENABLED" : "DISABLED", "Whether tasks get public addresses."),
            "StateMachineRole": Self.output(
                Intrinsic.getAtt(LogicalID.stateMachineRole, "Arn"),
                "The role of state machines, whose names begin with the stack's name and a hyphen."),
            Self.schedulerRole: Self.output(
                Intrinsic.getAtt(LogicalID.schedulerRole, "Arn"),
                "The role of schedules, which are in a group of the stack's name."),
        ]
        if !deployment.hostLanes.isEmpty {
            outputs[Self.reducerJobDefinition] = Self.output(
                Intrinsic.ref(LogicalID.reducerJobDefinition), "Ranks outcomes that outgrow the function.",
                needsImage: true)
        }
        for lane in deployment.lanes {
            outputs[Self.queue(lane)] = Self.output(Intrinsic.ref(LogicalID.queue(lane)), "Jobs of \(lane.rawValue).")
            outputs[Self.jobDefinition(lane)] = Self.output(
                Intrinsic.ref(JobDefinition.Kind(lane, deployment.network).logicalID),
                "Packs on \(lane.rawValue), as jobs.", needsImage: true)
        }
        if !deployment.fargateLanes.isEmpty {
            outputs[Self.cluster] = Self.output(Intrinsic.ref(LogicalID.cluster), "Where Fargate tasks run.")
        }
        for lane in deployment.fargateLanes {
            outputs[Self.taskDefinition(lane)] = Self.output(
                Intrinsic.ref(LogicalID.taskDefinition), "Packs on \(lane.rawValue), as tasks.", needsImage: true)
        }
        return outputs
    }

    private static func output(_ value: JSON, _ description: String, needsImage: Bool = false) -> JSON {
        var members: [String: JSON] = ["Value": value, "Description": .string(description)]
        if needsImage { members["Condition"] = .string(TemplateParameter.hasImage) }
        return .object(members)
    }
}
