internal import JSON

/// An IAM role of the stack. It has no name of its own, so that two stacks never collide.
struct Role {
    /// One sentence for the people who read the template.
    let purpose: String
    /// The service that takes the role, such as `states.amazonaws.com`.
    let service: String
    /// Only this account's resources may make the service take it (the "confused deputy").
    var isBoundToAccount = true
    var statements: [Statement] = []
    /// Policies that AWS keeps, such as `service-role/…`.
    var managedPolicies: [String] = []

    static let wildcardsKey = "stepsweep:wildcards"

    var resource: Resource {
        var properties: [String: JSON] = [
            "Description": .string(purpose), "AssumeRolePolicyDocument": trust, "Tags": StackTag.list,
        ]
        if !statements.isEmpty {
            properties["Policies"] = [
                [
                    "PolicyName": "stepsweep",
                    "PolicyDocument": ["Version": "2012-10-17", "Statement": .array(statements.map(\.json))],
                ]
            ]
        }
        if !managedPolicies.isEmpty {
            properties["ManagedPolicyArns"] = .array(managedPolicies.map(Intrinsic.managedPolicy))
        }
        return Resource(
            type: "AWS::IAM::Role", properties: .object(properties), metadata: Self.wildcards(of: statements))
    }

    private var trust: JSON {
        var statement: [String: JSON] = [
            "Effect": "Allow", "Principal": ["Service": .string(service)], "Action": "sts:AssumeRole",
        ]
        if isBoundToAccount {
            statement["Condition"] = ["StringEquals": ["aws:SourceAccount": Intrinsic.ref("AWS::AccountId")]]
        }
        return ["Version": "2012-10-17", "Statement": [.object(statement)]]
    }

    /// JSON has no comments: the reasons for wildcards stand here.
    static func wildcards(of statements: [Statement]) -> JSON? {
        let reasons = statements.compactMap { statement in
            statement.wildcardReason.map { (statement.sid, JSON.string($0)) }
        }
        guard !reasons.isEmpty else { return nil }
        return [wildcardsKey: .object(Dictionary(uniqueKeysWithValues: reasons))]
    }
}
