internal import JSON
internal import SweepModel

/// The worker as a Batch job. The machine says how large a pack is, how long it may take and what is tried again.
struct JobDefinition {
    let kind: Kind

    /// What jobs run on; those of one kind share a definition.
    enum Kind: Hashable {
        /// EC2 hosts.
        case hosts(gpu: Bool)
        /// - assignsPublicIP: where subnets are public, a job pulls its image with an address of its own.
        case fargate(assignsPublicIP: Bool)
    }

    /// Seconds of an attempt that was submitted without a limit: a day, so that nothing bills for ever.
    static let timeoutSeconds = 86_400

    /// Revisions of the past stay, since running sweeps name theirs.
    var resource: Resource {
        Resource(
            type: "AWS::Batch::JobDefinition",
            properties: [
                "JobDefinitionName": Intrinsic.sub("${AWS::StackName}-\(kind.name)"), "Type": "container",
                "PlatformCapabilities": [.string(kind.isFargate ? "FARGATE" : "EC2")], "PropagateTags": true,
                // What is tried again and how often, each submission says.
                "RetryStrategy": ["Attempts": 1],
                "Timeout": ["AttemptDurationSeconds": .integer(Self.timeoutSeconds)],
                "ResourceRetentionPolicy": ["SkipDeregisterOnUpdate": true],
                "ContainerProperties": .object(container), "Tags": StackTag.map,
            ], condition: TemplateParameter.hasImage)
    }

    private var container: [String: JSON] {
        var container: [String: JSON] = [
            "Image": image, "Command": ["stepsweep-worker"],
            "JobRoleArn": Intrinsic.getAtt(LogicalID.workerRole, "Arn"),
            "Environment": environment, "ResourceRequirements": .array(resources),
            // A first process that hears no SIGTERM yet would lose it; an init process ends it with the signal.
            "LinuxParameters": ["InitProcessEnabled": true],
            "LogConfiguration": LogResources.configuration(prefix: kind.name),
        ]
        if case .fargate(let assignsPublicIP) = kind {
            container["ExecutionRoleArn"] = Intrinsic.getAtt(LogicalID.executionRole, "Arn")
            container["NetworkConfiguration"] = ["AssignPublicIp": assignsPublicIP ? "ENABLED" : "DISABLED"]
            container["FargatePlatformConfiguration"] = ["PlatformVersion": "LATEST"]
            container["RuntimePlatform"] = ["CpuArchitecture": "X86_64", "OperatingSystemFamily": "LINUX"]
        }
        return container
    }

    private var image: JSON {
        let image = Intrinsic.ref(TemplateParameter.imageURI)
        return kind.hasGPU
            ? Intrinsic.ifElse(TemplateParameter.hasGPUImage, Intrinsic.ref(TemplateParameter.gpuImageURI), image)
            : image
    }

    /// What every pack has in common; ECS on EC2 tells a container no region.
    private var environment: JSON {
        var variables: [JSON] = [["Name": "AWS_REGION", "Value": Intrinsic.ref("AWS::Region")]]
        if kind.hasGPU { variables.append(["Name": "NVIDIA_DRIVER_CAPABILITIES", "Value": "compute,utility"]) }
        return .array(variables)
    }

    /// The smallest job; the machine names the pack's own.
    private var resources: [JSON] {
        var resources: [JSON] = [["Type": "VCPU", "Value": "1"], ["Type": "MEMORY", "Value": "2048"]]
        if kind.hasGPU { resources.append(["Type": "GPU", "Value": "1"]) }
        return resources
    }
}

extension JobDefinition.Kind {
    /// The kind that a lane's jobs are of.
    init(_ lane: Lane, _ network: DeploymentNetwork) {
        self = lane.isFargate ? .fargate(assignsPublicIP: network.assignsPublicIP) : .hosts(gpu: lane.hasGPU)
    }

    var isFargate: Bool { if case .fargate = self { true } else { false } }
    var hasGPU: Bool { self == .hosts(gpu: true) }

    /// Behind the stack's name and a hyphen.
    var name: String {
        switch self {
        case .hosts(let gpu): gpu ? "gpu" : "cpu"
        case .fargate: "fargate"
        }
    }

    var logicalID: String {
        switch self {
        case .hosts(let gpu): gpu ? "GpuJobDefinition" : "CpuJobDefinition"
        case .fargate: "FargateJobDefinition"
        }
    }

    /// Named after the stack, so that roles can name it while it is not there yet; any revision.
    var arns: [JSON] {
        let definition = "job-definition/${AWS::StackName}-\(name)"
        return [Intrinsic.arn("batch", definition), Intrinsic.arn("batch", definition + ":*")]
    }
}
