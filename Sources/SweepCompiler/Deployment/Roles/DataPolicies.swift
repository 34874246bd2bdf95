internal import JSON

/// Rights to data outside the stack's bucket: for workers, and for the function that starts sweeps over HTTP, which looks
/// at the data with the same rights. They follow the template's parameters, so that a template holds nobody's data.
struct DataPolicies {
    let deployment: Deployment

    var resources: [String: Resource] {
        [
            LogicalID.readData: policy(
                Statement(
                    sid: LogicalID.readData, actions: ["s3:GetObject"], resources: [],
                    listParameter: TemplateParameter.readableData,
                    wildcardReason: "a folder that `deploy --data` names ends with `/*`; other data are single objects"),
                condition: TemplateParameter.hasReadableData),
            LogicalID.decryptData: policy(
                Statement(
                    sid: LogicalID.decryptData, actions: ["kms:Decrypt"], resources: [],
                    condition: [
                        "StringEquals": [
                            "kms:ViaService": Intrinsic.sub("s3.${AWS::Region}.${AWS::URLSuffix}")
                        ]
                    ], listParameter: TemplateParameter.readableDataKeys),
                condition: TemplateParameter.hasReadableDataKeys),
        ]
    }

    private func policy(_ statement: Statement, condition: String) -> Resource {
        var readers = [Intrinsic.ref(LogicalID.workerRole)]
        if deployment.httpStart != nil { readers.append(Intrinsic.ref(LogicalID.startRole)) }
        return Resource(
            type: "AWS::IAM::Policy",
            properties: [
                "PolicyName": .string(statement.sid), "Roles": .array(readers),
                "PolicyDocument": ["Version": "2012-10-17", "Statement": [statement.json]],
            ], condition: condition, metadata: Role.wildcards(of: [statement]))
    }
}
