/// Ends the machine, the branch or the iteration well.
public struct SucceedState: Sendable, Hashable {
    public var comment: String?
    public var inputPath: DataPath?
    public var outputPath: DataPath?

    public init(comment: String? = nil, inputPath: DataPath? = nil, outputPath: DataPath? = nil) {
        self.comment = comment
        self.inputPath = inputPath
        self.outputPath = outputPath
    }
}

/// Ends the machine, the branch or the iteration with an error.
public struct FailState: Sendable, Hashable {
    public var comment: String?
    public var error: FailText?
    public var cause: FailText?

    public init(comment: String? = nil, error: FailText? = nil, cause: FailText? = nil) {
        self.comment = comment
        self.error = error
        self.cause = cause
    }
}

/// `Error` or `Cause` as written, or what `ErrorPath` or `CausePath` computes.
public enum FailText: Sendable, Hashable {
    case text(String)
    case computed(Expression)
}
