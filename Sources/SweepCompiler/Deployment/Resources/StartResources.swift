internal import JSON

/// The Lambda function that starts sweep files which are sent to it, and its address.
///
/// AWS IAM guards the address: without a right of their own, callers never reach the function.
struct StartResources {
    let deployment: Deployment

    /// New accounts get no more (Lambda user guide, quotas), in MiB: the data of a sweep are looked at in memory.
    static let memoryMiB = 3_008
    /// Lambda's longest: ten thousand packs are ten thousand small objects.
    static let timeoutSeconds = 900
    /// Data and documents of one sweep, in MiB.
    static let scratchMiB = 2_048

    static let arn = Intrinsic.arn("lambda", "function:${AWS::StackName}-http-start")

    var resources: [String: Resource] {
        guard let cap = deployment.httpStart else { return [:] }
        return [LogicalID.start: function(cap), LogicalID.startURL: Self.address]
    }

    private func function(_ cap: HTTPStartCap) -> Resource {
        var variables = StackOutputs(deployment: deployment).ofLaunches.map { name, output in
            (StartVariable.outputPrefix + name, output["Value"] ?? .null)
        }
        variables += [
            (StartVariable.stack, Intrinsic.stackName), (StartVariable.maxUSD, .string(String(cap.maxUSD))),
        ]
        return Resource(
            type: "AWS::Lambda::Function",
            properties: [
                "FunctionName": Intrinsic.sub("${AWS::StackName}-http-start"), "PackageType": "Image",
                "Code": ["ImageUri": Intrinsic.ref(TemplateParameter.imageURI)],
                "ImageConfig": ["EntryPoint": ["stepsweep"], "Command": ["http-start"]], "Architectures": ["x86_64"],
                "Role": Intrinsic.getAtt(LogicalID.startRole, "Arn"), "MemorySize": .integer(Self.memoryMiB),
                "Timeout": .integer(Self.timeoutSeconds), "EphemeralStorage": ["Size": .integer(Self.scratchMiB)],
                "Environment": ["Variables": .object(Dictionary(uniqueKeysWithValues: variables))],
                "LoggingConfig": ["LogGroup": Intrinsic.ref(LogicalID.startLogs)], "Tags": StackTag.list,
            ], condition: TemplateParameter.hasImage)
    }

    private static let address = Resource(
        type: "AWS::Lambda::Url",
        properties: ["TargetFunctionArn": Intrinsic.getAtt(LogicalID.start, "Arn"), "AuthType": "AWS_IAM"],
        condition: TemplateParameter.hasImage)
}

/// What the template tells the function that starts sweeps.
public enum StartVariable {
    public static let stack = "STEPSWEEP_STACK"
    /// US dollars that one sweep may cost.
    public static let maxUSD = "STEPSWEEP_HTTP_START_MAX_USD"
    /// In front of the name of a stack's output.
    public static let outputPrefix = "STEPSWEEP_STACK_"
}
