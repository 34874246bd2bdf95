public import JSON

/// A path that names exactly one place in an object, for `ResultPath`: `$`, `$.a.b`, `$.a[0]['c d']`.
public struct ReferencePath: Sendable, Hashable {
    public let text: String
    private let steps: [JSONPath.Step]

    /// - Throws: `InvalidExpression` for a text that is no path, or for one that could name several places.
    public init(_ text: String) throws(InvalidExpression) {
        let path = try JSONPath(text)
        guard path.root == .input, path.steps.allSatisfy(\.isPlace) else {
            throw InvalidExpression(
                text: text, problem: "a reference path starts with `$` and has only names and indices")
        }
        self.text = text
        steps = path.steps
    }

    /// `input` with `value` at this place; objects on the way are created, elements of lists must exist.
    ///
    /// - Throws: `States.ResultPathMatchFailure` where the input has another kind of value on the way.
    public func insert(_ value: JSON, into input: JSON) throws(EvaluationFailure) -> JSON {
        guard let result = Self.insert(value, steps[...], into: input) else {
            throw EvaluationFailure(
                error: ErrorName.resultPathMatchFailure,
                cause: "Unable to apply Reference Path \(text) to input \(input.text())")
        }
        return result
    }

    private static func insert(_ value: JSON, _ steps: ArraySlice<JSONPath.Step>, into node: JSON?) -> JSON? {
        guard let step = steps.first else { return value }
        let rest = steps.dropFirst()
        switch (step, node) {
        case (.member(let name), .object(var members)?):
            guard let child = insert(value, rest, into: members[name]) else { return nil }
            members[name] = child
            return .object(members)
        case (.member(let name), nil):
            return insert(value, rest, into: nil).map { .object([name: $0]) }
        case (.index(let index), .array(var elements)?):
            guard elements.indices.contains(index), let child = insert(value, rest, into: elements[index]) else {
                return nil
            }
            elements[index] = child
            return .array(elements)
        default: return nil
        }
    }
}

extension JSONPath.Step {
    fileprivate var isPlace: Bool {
        switch self {
        case .member: true
        case .index(let index): index >= 0
        default: false
        }
    }
}

extension ReferencePath: ExpressibleByStringLiteral {
    /// A literal is part of our own source, never a user's text: a wrong one stops the first test that reaches it.
    public init(stringLiteral literal: StaticString) {
        do {
            try self.init(literal.description)
        } catch {
            // Safe: a `StaticString` can only be written in source, so no user's text comes here.
            preconditionFailure("\(literal) is not a reference path: \(error)")
        }
    }
}
