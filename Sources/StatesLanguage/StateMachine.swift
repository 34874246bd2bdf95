/// An Amazon States Language document as a value, in the language's own words.
///
/// Reading one from JSON (`init(json:)`, `init(parsing:)`) checks everything and reports every problem. One that is
/// built in Swift is checked the same way by `diagnostics`.
public struct StateMachine: Sendable, Hashable {
    public var comment: String?
    /// Only "1.0" exists.
    public var version: String?
    public var startAt: String
    public var states: [String: State]
    /// How long the whole execution may take.
    public var timeoutSeconds: Int?

    public init(
        comment: String? = nil, version: String? = nil, startAt: String, states: [String: State],
        timeoutSeconds: Int? = nil
    ) {
        self.comment = comment
        self.version = version
        self.startAt = startAt
        self.states = states
        self.timeoutSeconds = timeoutSeconds
    }
}

/// Part of a machine with states of its own: the machine itself, a Parallel branch, or the processor of a Map.
public protocol StateGraph {
    var startAt: String { get }
    var states: [String: State] { get }
}

extension StateMachine: StateGraph {}
