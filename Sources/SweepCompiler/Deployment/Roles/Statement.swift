internal import JSON

/// What a role may do, and to what.
struct Statement {
    let sid: String
    let actions: [String]
    let resources: [JSON]
    /// Operators, as IAM writes them.
    var condition: [String: JSON] = [:]
    /// A parameter of the template that lists the resources instead.
    var listParameter: String?
    /// Why a `*` stands in an action or resource; `nil` where there is none. A test holds every statement to that.
    var wildcardReason: String?

    var json: JSON {
        var members: [String: JSON] = [
            "Sid": .string(sid), "Effect": "Allow", "Action": .array(actions.sorted().map(JSON.string)),
            "Resource": listParameter.map(Intrinsic.ref) ?? .array(resources),
        ]
        if !condition.isEmpty { members["Condition"] = .object(condition) }
        return .object(members)
    }
}
