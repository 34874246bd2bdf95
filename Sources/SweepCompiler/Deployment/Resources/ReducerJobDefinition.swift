internal import JSON
internal import SweepModel

/// The reducer as a Batch job on an EC2 host, for results that outgrow its function.
struct ReducerJobDefinition {
    /// Named after the stack, so that roles can name it while it is not there yet; any revision.
    static let arns: [JSON] = {
        let name = "job-definition/${AWS::StackName}-reduce"
        return [Intrinsic.arn("batch", name), Intrinsic.arn("batch", name + ":*")]
    }()

    /// The machine says which sweep, how large the job is and how long it may take.
    let resource = Resource(
        type: "AWS::Batch::JobDefinition",
        properties: [
            "JobDefinitionName": Intrinsic.sub("${AWS::StackName}-reduce"), "Type": "container",
            "PlatformCapabilities": ["EC2"], "PropagateTags": true, "RetryStrategy": ["Attempts": 1],
            "Timeout": ["AttemptDurationSeconds": .integer(ReduceJob.longestSeconds)],
            "ResourceRetentionPolicy": ["SkipDeregisterOnUpdate": true], "ContainerProperties": container,
            "Tags": StackTag.map,
        ], condition: TemplateParameter.hasImage)

    private static let container: JSON = [
        "Image": Intrinsic.ref(TemplateParameter.imageURI), "Command": ["stepsweep-reduce"],
        "JobRoleArn": Intrinsic.getAtt(LogicalID.reducerJobRole, "Arn"),
        // ECS on EC2 tells a container no region.
        "Environment": [["Name": "AWS_REGION", "Value": Intrinsic.ref("AWS::Region")]],
        // The first process of a container gets no signal that it doesn't ask for, and must fetch the ends of others' children.
        "LinuxParameters": ["InitProcessEnabled": true],
        "ResourceRequirements": [["Type": "VCPU", "Value": "1"], ["Type": "MEMORY", "Value": "2048"]],
        "LogConfiguration": LogResources.configuration(prefix: "reduce", group: LogicalID.reducerLogs),
    ]
}
