internal import JSON

/// The Lambda function that answers predictions by the arms that are served, and its address.
///
/// AWS IAM guards the address: without rights of their own, callers never reach the function.
struct ServingResources {
    let deployment: Deployment

    /// A whole processor and a bit (Lambda user guide: 1,769 MiB are one), in MiB: models are held in memory.
    static let memoryMiB = 2_048
    /// Ten thousand rows take about a second; what takes longer has met a store that does not answer.
    static let timeoutSeconds = 30

    static let arn = Intrinsic.arn("lambda", "function:${AWS::StackName}-ab")

    var resources: [String: Resource] {
        deployment.servesAB ? [LogicalID.serving: Self.function, LogicalID.servingURL: Self.address] : [:]
    }

    private static let function = Resource(
        type: "AWS::Lambda::Function",
        properties: [
            "FunctionName": Intrinsic.sub("${AWS::StackName}-ab"), "PackageType": "Image",
            "Code": ["ImageUri": Intrinsic.ref(TemplateParameter.imageURI)],
            "ImageConfig": ["EntryPoint": ["stepsweep"], "Command": ["ab-function"]], "Architectures": ["x86_64"],
            "Role": Intrinsic.getAtt(LogicalID.servingRole, "Arn"), "MemorySize": .integer(memoryMiB),
            "Timeout": .integer(timeoutSeconds),
            "Environment": ["Variables": ["STEPSWEEP_STORE": Intrinsic.ref(LogicalID.bucket)]],
            "LoggingConfig": ["LogGroup": Intrinsic.ref(LogicalID.servingLogs)], "Tags": StackTag.list,
        ], condition: TemplateParameter.hasImage)

    private static let address = Resource(
        type: "AWS::Lambda::Url",
        properties: ["TargetFunctionArn": Intrinsic.getAtt(LogicalID.serving, "Arn"), "AuthType": "AWS_IAM"],
        condition: TemplateParameter.hasImage)
}
