internal import JSON
internal import SweepCompiler

/// The input of `CreateChangeSet` for a deployment.
struct StackInput {
    let request: DeployRequest
    /// The stack that is there; `nil` for none, or for one that holds nothing yet.
    let stack: Stack?
    /// The image of this pass: empty for none, `nil` for the one that the stack has.
    let imageURI: String?
    let changeSetName: String

    /// - Throws: `SetupError` for a template that CloudFormation does not take with the call.
    func document() throws -> JSON {
        let template = request.deployment.template.text(.compact)
        guard template.utf8.count <= Deployment.inlineTemplateBytes else {
            throw SetupError(
                "the template has \(template.utf8.count) bytes, and CloudFormation takes at most "
                    + "\(Deployment.inlineTemplateBytes) with the call itself",
                fix: "name fewer --data, or use `stepsweep deploy --print` and `aws cloudformation deploy --s3-bucket`"
            )
        }
        let name = request.deployment.stackName
        return [
            "StackName": .string(name), "ChangeSetName": .string(changeSetName),
            "ChangeSetType": stack == nil ? "CREATE" : "UPDATE", "TemplateBody": .string(template),
            "Parameters": .array(parameters), "Capabilities": ["CAPABILITY_IAM"],
            "Tags": [["Key": .string(StackNames.tag), "Value": .string(name)]],
            "Description": "made by stepsweep deploy",
        ]
    }

    /// What is named now, then what the stack has; the template's default is left for the rest.
    private var parameters: [JSON] {
        (request.deployment.template["Parameters"]?.object ?? [:]).keys.sorted().compactMap { key in
            let given = key == StackNames.imageParameter ? imageURI : request.parameters[key]
            if let given { return ["ParameterKey": .string(key), "ParameterValue": .string(given)] }
            guard stack?.parameters[key] != nil else { return nil }
            return ["ParameterKey": .string(key), "UsePreviousValue": true]
        }
    }
}
