internal import JSON

/// Log groups of workers and functions, with an end.
struct LogResources {
    let deployment: Deployment

    var resources: [String: Resource] {
        var resources = [LogicalID.workerLogs: group("worker"), LogicalID.reducerLogs: group("reducer")]
        if deployment.httpStart != nil { resources[LogicalID.startLogs] = group("http-start") }
        return resources
    }

    private func group(_ name: String) -> Resource {
        Resource(
            type: "AWS::Logs::LogGroup",
            properties: [
                "LogGroupName": Intrinsic.sub("/stepsweep/${AWS::StackName}/\(name)"),
                "RetentionInDays": .integer(deployment.logRetentionDays), "Tags": StackTag.list,
            ])
    }

    /// How containers write to the workers' group.
    ///
    /// - Parameter prefix: what streams' names begin with.
    static func configuration(prefix: String) -> JSON {
        [
            "LogDriver": "awslogs",
            "Options": [
                "awslogs-group": Intrinsic.ref(LogicalID.workerLogs), "awslogs-region": Intrinsic.ref("AWS::Region"),
                "awslogs-stream-prefix": .string(prefix),
            ],
        ]
    }
}
