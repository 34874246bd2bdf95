public import JSON

/// What paths and intrinsic functions read.
public struct EvaluationScope {
    /// `$`
    public let input: JSON
    /// `$name`
    public let variables: [String: JSON]
    /// `$$`; asked only where a path reads it.
    public let context: () -> JSON
    /// 64 random bits, for `States.MathRandom` without a seed and `States.UUID`.
    public let randomBits: () -> UInt64

    public init(
        input: JSON, variables: [String: JSON] = [:], context: @escaping () -> JSON = { .object([:]) },
        randomBits: @escaping () -> UInt64
    ) {
        self.input = input
        self.variables = variables
        self.context = context
        self.randomBits = randomBits
    }
}

/// An evaluation that failed: the error name and the words that AWS would report.
public struct EvaluationFailure: Error, Sendable, Hashable {
    /// One of `ErrorName`.
    public let error: String
    public let cause: String

    public init(error: String, cause: String) {
        self.error = error
        self.cause = cause
    }
}
