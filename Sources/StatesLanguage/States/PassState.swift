public import JSON

/// Hands its input on, perhaps changed.
public struct PassState: Sendable, Hashable {
    public var comment: String?
    public var inputPath: DataPath?
    public var parameters: PayloadTemplate?
    /// Replaces the input (after `parameters`) as the state's result; never a template.
    public var result: JSON?
    public var resultPath: ResultPath?
    public var outputPath: DataPath?
    public var assign: PayloadTemplate?
    public var transition: Transition

    public init(
        comment: String? = nil, inputPath: DataPath? = nil, parameters: PayloadTemplate? = nil, result: JSON? = nil,
        resultPath: ResultPath? = nil, outputPath: DataPath? = nil, assign: PayloadTemplate? = nil,
        transition: Transition
    ) {
        self.comment = comment
        self.inputPath = inputPath
        self.parameters = parameters
        self.result = result
        self.resultPath = resultPath
        self.outputPath = outputPath
        self.assign = assign
        self.transition = transition
    }
}
