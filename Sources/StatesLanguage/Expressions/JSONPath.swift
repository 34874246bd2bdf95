/// A path into a state's data, in the dialect that AWS Step Functions reads: Jayway's JsonPath, not RFC 9535.
///
/// `$` is the state's data, `$$` the context object, `$name` a variable. Steps are members (`.a`, `['a']`,
/// `['a','b']`), elements (`[0]`, `[-1]`, `[0,2]`), slices (`[1:3]`), wildcards (`.*`, `[*]`), descent (`..a`) and
/// filters (`[?(@.a > 1)]`).
public struct JSONPath: Sendable, Hashable {
    /// The path as written.
    public let text: String
    let root: Root
    let steps: [Step]

    /// What the path starts from.
    enum Root: Sendable, Hashable {
        case input
        case context
        case variable(String)
    }

    /// One move from a node to nodes below it.
    enum Step: Sendable, Hashable {
        case member(String)
        /// Several members of one object, read as an object of those that exist.
        case members([String])
        case index(Int)
        case indices([Int])
        case slice(start: Int?, end: Int?)
        case wildcard
        /// The node and everything below it; the step applies to each.
        indirect case descend(Step)
        case filter(PathFilter)
    }

    /// - Throws: `InvalidExpression` for a text that is not a path.
    public init(_ text: String) throws(InvalidExpression) {
        var parser = PathParser(text)
        self = try parser.wholePath()
    }

    init(text: String, root: Root, steps: [Step]) {
        self.text = text
        self.root = root
        self.steps = steps
    }

    /// A definite path names at most one node; any other reads as a list of what it finds.
    public var isDefinite: Bool { steps.allSatisfy(\.isDefinite) }

    /// Whether the path reads the context object, which has no history in the state's data.
    public var readsContext: Bool { root == .context }
}

extension JSONPath.Step {
    var isDefinite: Bool {
        switch self {
        case .member, .members, .index: true
        case .indices, .slice, .wildcard, .descend, .filter: false
        }
    }
}

extension JSONPath: CustomStringConvertible {
    public var description: String { text }
}

extension JSONPath: ExpressibleByStringLiteral {
    /// A literal is part of our own source, never a user's text: a wrong one stops the first test that reaches it.
    public init(stringLiteral literal: StaticString) {
        do {
            try self.init(literal.description)
        } catch {
            // Safe: a `StaticString` can only be written in source, so no user's text comes here.
            preconditionFailure("\(literal) is not a path: \(error)")
        }
    }
}

/// Why a text is not a path, a payload template or a call of an intrinsic function.
public struct InvalidExpression: Error, Sendable, Hashable, CustomStringConvertible {
    /// The text that was read.
    public let text: String
    public let problem: String

    public var description: String { "\(problem), received `\(text)`" }
}
