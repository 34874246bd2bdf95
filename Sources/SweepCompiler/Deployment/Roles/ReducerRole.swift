internal import JSON
internal import SweepModel

extension Deployment {
    /// What the reducer may do: read outcomes, replace the results, close a budget's gate, write its log.
    var reducerRole: Role {
        Role(
            purpose: "Taken by the reducer, a Lambda function", service: "lambda.amazonaws.com",
            isBoundToAccount: false,
            statements: Self.rankOutcomes + [
                Statement(
                    sid: "MergeScores", actions: ["s3:GetObject"],
                    resources: [StoreGrant.objects(StoreKey.scoring("*") + "*")], wildcardReason: StoreGrant.reason),
                Statement(
                    sid: "WriteScored", actions: ["s3:PutObject", "s3:AbortMultipartUpload"],
                    resources: [StoreGrant.objects(StoreKey.scoringOutput("*"))], wildcardReason: StoreGrant.reason),
                Statement(
                    sid: "EndLooks", actions: ["scheduler:DeleteSchedule"], resources: [ScheduleResources.schedules],
                    wildcardReason: "a schedule is named after its execution, which is not known before"),
                Statement(
                    sid: "WriteLogs", actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                    resources: [Intrinsic.getAtt(LogicalID.reducerLogs, "Arn")],
                    wildcardReason: "the log group's ARN ends with `:*`, which stands for its streams"),
            ])
    }

    /// As a Batch job it leaves its answer in the store, and its host writes its log.
    var reducerJobRole: Role {
        Role(
            purpose: "Taken by the reducer, as a Batch job", service: "ecs-tasks.amazonaws.com",
            statements: Self.rankOutcomes + [
                Statement(
                    sid: "WriteDecision", actions: ["s3:PutObject"],
                    resources: [StoreGrant.objects(StoreKey.decision("*", run: "*"))],
                    wildcardReason: StoreGrant.reason)
            ])
    }

    private static let rankOutcomes = [
        StoreGrant.list,
        Statement(
            sid: "ReadSweeps", actions: ["s3:GetObject"],
            resources: [StoreGrant.objects(StoreKey.sweep("*") + "*")], wildcardReason: StoreGrant.reason),
        Statement(
            sid: "ReplaceResults", actions: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"],
            resources: [StoreGrant.objects(StoreKey.results)]),
        Statement(
            sid: "CloseGate", actions: ["s3:PutObject"], resources: [StoreGrant.objects(StoreKey.control("*"))],
            wildcardReason: StoreGrant.reason),
    ]
}
