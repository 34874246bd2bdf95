internal import JSON
internal import SweepModel

/// The worker as a Batch job on EC2 hosts. The machine says how large a pack is, how long it may take and what is
/// tried again.
struct JobDefinition {
    let gpu: Bool

    /// Seconds of an attempt that was submitted without a limit: a day, so that nothing bills for ever.
    static let timeoutSeconds = 86_400

    /// Named after the stack, so that roles can name it while it is not there yet; any revision.
    static func arns(gpu: Bool) -> [JSON] {
        let name = "job-definition/${AWS::StackName}-\(gpu ? "gpu" : "cpu")"
        return [Intrinsic.arn("batch", name), Intrinsic.arn("batch", name + ":*")]
    }

    /// Revisions of the past stay, since running sweeps name theirs.
    var resource: Resource {
        Resource(
            type: "AWS::Batch::JobDefinition",
            properties: [
                "JobDefinitionName": Intrinsic.sub("${AWS::StackName}-\(gpu ? "gpu" : "cpu")"), "Type": "container",
                "PlatformCapabilities": ["EC2"], "PropagateTags": true,
                // What is tried again and how often, each submission says.
                "RetryStrategy": ["Attempts": 1],
                "Timeout": ["AttemptDurationSeconds": .integer(Self.timeoutSeconds)],
                "ResourceRetentionPolicy": ["SkipDeregisterOnUpdate": true], "ContainerProperties": container,
                "Tags": StackTag.map,
            ], condition: TemplateParameter.hasImage)
    }

    private var container: JSON {
        [
            "Image": image, "Command": ["stepsweep-worker"],
            "JobRoleArn": Intrinsic.getAtt(LogicalID.workerRole, "Arn"),
            "Environment": environment, "ResourceRequirements": .array(resources),
            // A first process that hears no SIGTERM yet would lose it; an init process ends it with the signal.
            "LinuxParameters": ["InitProcessEnabled": true],
            "LogConfiguration": LogResources.configuration(prefix: gpu ? "gpu" : "cpu"),
        ]
    }

    private var image: JSON {
        let image = Intrinsic.ref(TemplateParameter.imageURI)
        return gpu
            ? Intrinsic.ifElse(TemplateParameter.hasGPUImage, Intrinsic.ref(TemplateParameter.gpuImageURI), image)
            : image
    }

    /// What every pack has in common; ECS on EC2 tells a container no region.
    private var environment: JSON {
        var variables: [JSON] = [["Name": "AWS_REGION", "Value": Intrinsic.ref("AWS::Region")]]
        if gpu { variables.append(["Name": "NVIDIA_DRIVER_CAPABILITIES", "Value": "compute,utility"]) }
        return .array(variables)
    }

    /// The smallest job; the machine names the pack's own.
    private var resources: [JSON] {
        var resources: [JSON] = [["Type": "VCPU", "Value": "1"], ["Type": "MEMORY", "Value": "2048"]]
        if gpu { resources.append(["Type": "GPU", "Value": "1"]) }
        return resources
    }
}
