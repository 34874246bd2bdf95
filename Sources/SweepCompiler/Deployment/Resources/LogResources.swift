internal import JSON

/// Log groups of workers and functions, with an end.
struct LogResources {
    let deployment: Deployment

    var resources: [String: Resource] {
        var resources = [LogicalID.workerLogs: group("worker"), LogicalID.reducerLogs: group("reducer")]
        if deployment.httpStart != nil { resources[LogicalID.startLogs] = group("http-start") }
        if deployment.servesAB { resources[LogicalID.servingLogs] = group("ab") }
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

    /// How containers write to a group.
    ///
    /// - Parameters:
    ///   - prefix: what streams' names begin with.
    ///   - group: its logical id; the workers' without it.
    static func configuration(prefix: String, group: String = LogicalID.workerLogs) -> JSON {
        [
            "LogDriver": "awslogs",
            "Options": [
                "awslogs-group": Intrinsic.ref(group), "awslogs-region": Intrinsic.ref("AWS::Region"),
                "awslogs-stream-prefix": .string(prefix),
            ],
        ]
    }
}
