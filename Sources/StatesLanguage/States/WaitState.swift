/// Lets time pass.
public struct WaitState: Sendable, Hashable {
    public var comment: String?
    public var inputPath: DataPath?
    public var outputPath: DataPath?
    public var duration: WaitDuration
    public var assign: PayloadTemplate?
    public var transition: Transition

    public init(
        comment: String? = nil, inputPath: DataPath? = nil, outputPath: DataPath? = nil, duration: WaitDuration,
        assign: PayloadTemplate? = nil, transition: Transition
    ) {
        self.comment = comment
        self.inputPath = inputPath
        self.outputPath = outputPath
        self.duration = duration
        self.assign = assign
        self.transition = transition
    }
}

/// Exactly one of `Seconds`, `SecondsPath`, `Timestamp` and `TimestampPath`.
public enum WaitDuration: Sendable, Hashable {
    case seconds(ValueOrPath<Int>)
    /// Until a moment, which may have passed.
    case timestamp(ValueOrPath<Timestamp>)
}
