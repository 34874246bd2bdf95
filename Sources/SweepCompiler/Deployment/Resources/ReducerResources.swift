internal import JSON

/// The Lambda function that ranks outcomes.
struct ReducerResources {
    /// New accounts get no more (Lambda user guide, quotas), in MiB.
    static let memoryMiB = 3_008
    /// Lambda's longest.
    static let timeoutSeconds = 900
    /// Four times the largest database that the reducer is meant for, in MiB.
    static let scratchMiB = 2_048

    /// Named after the stack, so that roles can name it while it is not there yet.
    static let arn = Intrinsic.arn("lambda", "function:${AWS::StackName}-reducer")

    var resources: [String: Resource] {
        [
            LogicalID.reducer: Resource(
                type: "AWS::Lambda::Function",
                properties: [
                    "FunctionName": Intrinsic.sub("${AWS::StackName}-reducer"), "PackageType": "Image",
                    "Code": ["ImageUri": Intrinsic.ref(TemplateParameter.imageURI)],
                    "ImageConfig": ["EntryPoint": ["stepsweep-reduce"]], "Architectures": ["x86_64"],
                    "Role": Intrinsic.getAtt(LogicalID.reducerRole, "Arn"), "MemorySize": .integer(Self.memoryMiB),
                    "Timeout": .integer(Self.timeoutSeconds), "EphemeralStorage": ["Size": .integer(Self.scratchMiB)],
                    "LoggingConfig": ["LogGroup": Intrinsic.ref(LogicalID.reducerLogs)], "Tags": StackTag.list,
                ], condition: TemplateParameter.hasImage)
        ]
    }
}
