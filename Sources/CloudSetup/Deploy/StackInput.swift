internal import AWS
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
    /// The stack's region.
    var region = ""
    /// Only which data workers may read changes.
    var keepsTemplate = false

    /// - Throws: `SetupError` for a template that CloudFormation does not take with the call, and for too many data.
    func document() throws -> JSON {
        let name = request.deployment.stackName
        var members: [String: JSON] = [
            "StackName": .string(name), "ChangeSetName": .string(changeSetName),
            "ChangeSetType": stack == nil ? "CREATE" : "UPDATE", "Parameters": .array(try parameters()),
            "Capabilities": ["CAPABILITY_IAM"],
            "Tags": [["Key": .string(StackNames.tag), "Value": .string(name)]],
            "Description": "made by stepsweep deploy",
        ]
        if keepsTemplate {
            members["UsePreviousTemplate"] = true
        } else {
            members["TemplateBody"] = .string(try template())
        }
        return .object(members)
    }

    private func template() throws -> String {
        let template = request.deployment.template.text(.compact)
        guard template.utf8.count <= Deployment.inlineTemplateBytes else {
            throw SetupError(
                "the template has \(template.utf8.count) bytes, and CloudFormation takes at most "
                    + "\(Deployment.inlineTemplateBytes) with the call itself",
                fix: "name fewer --lanes, or use `stepsweep deploy --print` and `aws cloudformation deploy --s3-bucket`"
            )
        }
        return template
    }

    /// What is named now, then what the stack has; the template's default is left for the rest.
    private func parameters() throws -> [JSON] {
        let known = (request.deployment.template["Parameters"]?.object ?? [:]).keys
        let keys = keepsTemplate ? (stack?.parameters ?? [:]).keys.sorted() : known.sorted()
        let data = try grant()?.parameters ?? [:]
        return keys.compactMap { key in
            let given = key == StackNames.imageParameter ? imageURI : request.parameters[key] ?? data[key]
            if let given { return ["ParameterKey": .string(key), "ParameterValue": .string(given)] }
            guard stack?.parameters[key] != nil else { return nil }
            return ["ParameterKey": .string(key), "UsePreviousValue": true]
        }
    }

    /// What workers may read from now on: what they may now and what is named; `nil` where nothing changes.
    private func grant() throws -> DataGrant? {
        let named = DataGrant(
            request.deployment.dataPrefixes, keys: request.data.keys, partition: Partition(region: region).name)
        guard request.data.forgetsOthers || !named.isEmpty else { return nil }
        let known = request.data.forgetsOthers ? nil : stack.flatMap { DataGrant(stackParameters: $0.parameters) }
        let all = (known ?? DataGrant()).union(named)
        if let problem = all.problem {
            throw SetupError(
                problem,
                fix:
                    "name a folder that holds several of them, and add --forget-data, which takes back what was allowed before",
                kind: .usage)
        }
        return all
    }
}
