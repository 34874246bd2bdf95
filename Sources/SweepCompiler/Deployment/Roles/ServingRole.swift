internal import JSON
internal import SweepModel

extension Deployment {
    /// What the function that answers predictions may do: read what is served, and write what it saw. It reads no sweep, no data and
    /// nothing that it or another instance wrote.
    var servingRole: Role {
        Role(
            purpose: "Taken by the Lambda function that answers predictions", service: "lambda.amazonaws.com",
            isBoundToAccount: false,
            statements: [
                StoreGrant.list,
                Statement(
                    sid: "ReadArms", actions: ["s3:GetObject"],
                    resources: [StoreGrant.objects(StoreKey.serving), StoreGrant.objects(StoreKey.servedModel("*"))],
                    wildcardReason: "a model is named by its digest"),
                Statement(
                    sid: "WriteTraffic", actions: ["s3:PutObject"],
                    resources: [StoreGrant.objects(StoreKey.traffic(of: "*") + "*")],
                    wildcardReason: "tests and instances are not known before"),
                Statement(
                    sid: "WriteLogs", actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                    resources: [Intrinsic.getAtt(LogicalID.servingLogs, "Arn")],
                    wildcardReason: "the log group's ARN ends with `:*`, which stands for its streams"),
            ])
    }
}
