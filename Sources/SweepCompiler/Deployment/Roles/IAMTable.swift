public import JSON

/// Who may do what: the roles of a template as Markdown, so that a security review reads the very policies.
public struct IAMTable: Sendable, Equatable {
    /// One policy statement of a role, or a policy that AWS keeps.
    struct Row: Sendable, Equatable {
        let sid: String
        let actions: [String]
        let resources: [String]
        let condition: String?
        /// The written reason for a `*`.
        let wildcardReason: String?

        var hasWildcard: Bool { (actions + resources).contains { $0.contains("*") } }
    }

    /// One role; its rows are in the order of the template.
    struct RoleTable: Sendable, Equatable {
        let name: String
        let purpose: String
        let trusted: String
        let rows: [Row]
    }

    /// By name.
    let roles: [RoleTable]

    /// - Parameter template: of CloudFormation, as `Deployment.template` gives it.
    public init(template: JSON) {
        let resources = (template["Resources"]?.object ?? [:]).sorted { $0.key < $1.key }
        let policies = resources.map(\.value).filter { $0["Type"] == "AWS::IAM::Policy" }
        roles = resources.filter { $0.value["Type"] == "AWS::IAM::Role" }.map { name, resource in
            let own = policies.filter { $0["Properties"]?["Roles"]?.array?.contains(Intrinsic.ref(name)) == true }
            return Self.role(name, resource, own)
        }
    }

    /// - Parameter policies: resources of their own, which are there only where a parameter names something.
    private static func role(_ name: String, _ resource: JSON, _ policies: [JSON]) -> RoleTable {
        let properties = resource["Properties"]
        let statements = (properties?["Policies"]?.array ?? []).flatMap {
            $0["PolicyDocument"]?["Statement"]?.array ?? []
        }
        let reasons = resource["Metadata"]?[Role.wildcardsKey]
        let conditional = policies.map { policy in
            row(
                policy["Properties"]?["PolicyDocument"]?["Statement"]?[0] ?? .null,
                policy["Metadata"]?[Role.wildcardsKey])
        }
        let managed = (properties?["ManagedPolicyArns"]?.array ?? []).map { policy in
            Row(sid: "AWS's own", actions: [], resources: [text(policy)], condition: nil, wildcardReason: nil)
        }
        return RoleTable(
            name: name, purpose: properties?["Description"]?.string ?? "",
            trusted: properties?["AssumeRolePolicyDocument"]?["Statement"]?[0]?["Principal"]?["Service"]?.string ?? "",
            rows: statements.map { row($0, reasons) } + conditional + managed)
    }

    private static func row(_ statement: JSON, _ reasons: JSON?) -> Row {
        let sid = statement["Sid"]?.string ?? ""
        return Row(
            sid: sid, actions: (statement["Action"]?.array ?? []).map(text),
            resources: statement["Resource"]?.array?.map(text) ?? statement["Resource"].map { [text($0)] } ?? [],
            condition: statement["Condition"].map(condition), wildcardReason: reasons?[sid]?.string)
    }

    /// A resource as people write it: `${Bucket.Arn}/data/*`.
    private static func text(_ value: JSON) -> String {
        if let text = value.string { return text }
        if let text = value["Fn::Sub"]?.string { return text }
        if let name = value["Ref"]?.string { return "${\(name)}" }
        if let parts = value["Fn::Join"]?[1]?.array { return parts.map(text).joined() }
        // What a stack is given comes first; what stands in for it elsewhere is in the list, too.
        if let given = value["Fn::If"]?[1] { return text(given) }
        if let whole = value["Fn::Select"]?[1]?["Fn::Split"]?[1] { return text(whole) }
        let path = (value["Fn::GetAtt"]?.array ?? []).compactMap(\.string)
        return path.isEmpty ? value.text() : "${\(path.joined(separator: "."))}"
    }

    /// `ecs:cluster is ${Cluster.Arn}`.
    private static func condition(_ condition: JSON) -> String {
        let tests = (condition.object ?? [:]).values.flatMap {
            ($0.object ?? [:]).map { "\($0.key) is \(text($0.value))" }
        }
        return tests.sorted().joined(separator: ", ")
    }
}

extension IAMTable {
    /// The page `docs/iam.md`.
    public var markdown: String {
        let head = """
            # Who may do what

            Generated from the template of a deployment with every lane, by a test that fails where this page is out of date. `${…}` are
            CloudFormation's references. A `*` stands only where the last column says why.

            """
        return head + roles.map(Self.section).joined()
    }

    private static func section(_ role: RoleTable) -> String {
        let rows = role.rows.map { row in
            let actions = row.actions.isEmpty ? "what the policy says" : code(row.actions)
            let condition = row.condition.map { "<br>where `\($0)`" } ?? ""
            return "| \(row.sid) | \(actions) | \(code(row.resources))\(condition) | \(row.wildcardReason ?? "") |\n"
        }
        return """

            ## \(role.name)
            \(role.purpose) (`\(role.trusted)`).

            | | actions | resources | why a `*` |
            |---|---|---|---|

            """ + rows.joined()
    }

    private static func code(_ texts: [String]) -> String { texts.map { "`\($0)`" }.joined(separator: "<br>") }
}
