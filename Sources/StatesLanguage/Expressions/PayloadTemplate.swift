public import JSON

/// A JSON object whose fields with names ending in `.$` are computed when a state runs; all else stays as written.
public struct PayloadTemplate: Sendable, Hashable {
    /// The template as written in the machine.
    public let json: JSON
    private let root: Node

    private indirect enum Node: Sendable, Hashable {
        /// No computed field at or below it.
        case literal(JSON)
        case object([Field])
        case array([Node])

        var isLiteral: Bool {
            if case .literal = self { true } else { false }
        }
    }

    private struct Field: Sendable, Hashable {
        let name: String
        let value: Value

        var isLiteral: Bool {
            if case .node(let node) = value { node.isLiteral } else { false }
        }
    }

    private enum Value: Sendable, Hashable {
        case node(Node)
        case expression(Expression)
    }

    /// - Throws: `InvalidTemplate` with every problem at once.
    public init(_ json: JSON) throws(InvalidTemplate) {
        var problems: [InvalidTemplate.Problem] = []
        guard json.object != nil else {
            throw InvalidTemplate(problems: [
                .init(path: "", message: "A payload template must be an object", detail: nil)
            ])
        }
        root = Self.node(json, "", &problems)
        self.json = json
        guard problems.isEmpty else { throw InvalidTemplate(problems: problems) }
    }

    /// The payload for one scope.
    public func evaluate(in scope: EvaluationScope) throws(EvaluationFailure) -> JSON { try Self.evaluate(root, scope) }
}

// MARK: Reading

extension PayloadTemplate {
    private static func node(_ json: JSON, _ path: String, _ problems: inout [InvalidTemplate.Problem]) -> Node {
        switch json {
        case .object(let members): object(members, path, &problems)
        case .array(let elements): array(elements, path, &problems)
        default: .literal(json)
        }
    }

    private static func object(
        _ members: [String: JSON], _ path: String, _ problems: inout [InvalidTemplate.Problem]
    ) -> Node {
        var fields: [Field] = []
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            guard key.hasSuffix(".$") else {
                fields.append(Field(name: key, value: .node(node(value, "\(path)/\(key)", &problems))))
                continue
            }
            let name = String(key.dropLast(2))
            if members[name] != nil {
                problems.append(
                    .init(
                        path: path, message: "The field '\(name)' is given twice, as '\(name)' and '\(key)'",
                        detail: nil))
            }
            guard let expression = expression(value, key, path, &problems) else { continue }
            fields.append(Field(name: name, value: .expression(expression)))
        }
        return fields.allSatisfy(\.isLiteral) ? .literal(.object(members)) : .object(fields)
    }

    private static func array(
        _ elements: [JSON], _ path: String, _ problems: inout [InvalidTemplate.Problem]
    ) -> Node {
        var nodes: [Node] = []
        for (index, element) in elements.enumerated() { nodes.append(node(element, "\(path)[\(index)]", &problems)) }
        return nodes.allSatisfy(\.isLiteral) ? .literal(.array(elements)) : .array(nodes)
    }

    private static func expression(
        _ value: JSON, _ key: String, _ path: String, _ problems: inout [InvalidTemplate.Problem]
    ) -> Expression? {
        let demand = "The value for the field '\(key)' must be a valid JSONPath or a valid intrinsic function call"
        guard let text = value.string else {
            problems.append(.init(path: path, message: demand, detail: "received `\(value)`"))
            return nil
        }
        do {
            return try Expression(text)
        } catch {
            problems.append(.init(path: path, message: demand, detail: error.description))
            return nil
        }
    }
}

// MARK: Evaluating

extension PayloadTemplate {
    private static func evaluate(_ node: Node, _ scope: EvaluationScope) throws(EvaluationFailure) -> JSON {
        switch node {
        case .literal(let json): return json
        case .array(let nodes):
            var elements: [JSON] = []
            elements.reserveCapacity(nodes.count)
            for node in nodes { elements.append(try evaluate(node, scope)) }
            return .array(elements)
        case .object(let fields):
            var members: [String: JSON] = [:]
            members.reserveCapacity(fields.count)
            for field in fields { members[field.name] = try evaluate(field, scope) }
            return .object(members)
        }
    }

    private static func evaluate(_ field: Field, _ scope: EvaluationScope) throws(EvaluationFailure) -> JSON {
        switch field.value {
        case .node(let node): try evaluate(node, scope)
        case .expression(let expression): try expression.evaluate(for: field.name + ".$", in: scope)
        }
    }
}

/// Everything that is wrong with a payload template.
public struct InvalidTemplate: Error, Sendable, Hashable, CustomStringConvertible {
    public let problems: [Problem]

    public struct Problem: Sendable, Hashable {
        /// Where in the template, such as `/ContainerOverrides/Environment[0]`; empty for the template itself.
        public let path: String
        /// What, in AWS's words.
        public let message: String
        public let detail: String?
    }

    public var description: String { problems.map { "\($0.message) at \($0.path)/" }.joined(separator: "; ") }
}
