/// Runs branches side by side; its result is the list of theirs, in order. The first failure ends them all.
public struct ParallelState: Sendable, Hashable {
    public var comment: String?
    public var branches: [Branch]
    public var inputPath: DataPath?
    public var parameters: PayloadTemplate?
    public var resultSelector: PayloadTemplate?
    public var resultPath: ResultPath?
    public var outputPath: DataPath?
    public var assign: PayloadTemplate?
    public var retry: [Retrier]
    public var `catch`: [Catcher]
    public var transition: Transition

    public init(
        comment: String? = nil, branches: [Branch], inputPath: DataPath? = nil, parameters: PayloadTemplate? = nil,
        resultSelector: PayloadTemplate? = nil, resultPath: ResultPath? = nil, outputPath: DataPath? = nil,
        assign: PayloadTemplate? = nil, retry: [Retrier] = [], catch: [Catcher] = [], transition: Transition
    ) {
        self.comment = comment
        self.branches = branches
        self.inputPath = inputPath
        self.parameters = parameters
        self.resultSelector = resultSelector
        self.resultPath = resultPath
        self.outputPath = outputPath
        self.assign = assign
        self.retry = retry
        self.catch = `catch`
        self.transition = transition
    }
}

/// One branch of a Parallel state.
public struct Branch: StateGraph, Sendable, Hashable {
    public var comment: String?
    public var startAt: String
    public var states: [String: State]

    public init(comment: String? = nil, startAt: String, states: [String: State]) {
        self.comment = comment
        self.startAt = startAt
        self.states = states
    }
}
