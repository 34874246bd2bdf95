/// Chooses the next state by looking at the data.
public struct ChoiceState: Sendable, Hashable {
    public var comment: String?
    public var inputPath: DataPath?
    public var outputPath: DataPath?
    public var choices: [ChoiceRule]
    /// Where no rule matches; without it that is the error `States.NoChoiceMatched`.
    public var `default`: String?
    /// Assigned where no rule matches.
    public var assign: PayloadTemplate?

    public init(
        comment: String? = nil, inputPath: DataPath? = nil, outputPath: DataPath? = nil, choices: [ChoiceRule],
        default: String? = nil, assign: PayloadTemplate? = nil
    ) {
        self.comment = comment
        self.inputPath = inputPath
        self.outputPath = outputPath
        self.choices = choices
        self.default = `default`
        self.assign = assign
    }
}

/// One condition of a Choice state, and where it leads.
public struct ChoiceRule: Sendable, Hashable {
    public var comment: String?
    public var condition: ChoiceCondition
    public var next: String
    public var assign: PayloadTemplate?

    public init(_ condition: ChoiceCondition, next: String, comment: String? = nil, assign: PayloadTemplate? = nil) {
        self.comment = comment
        self.condition = condition
        self.next = next
        self.assign = assign
    }
}
