/// Tries a failed state again. The first retrier whose `errorEquals` matches decides; each counts its own attempts.
public struct Retrier: Sendable, Hashable {
    public var comment: String?
    public var errorEquals: [String]
    /// Seconds before the first retry. Default 1.
    public var intervalSeconds: Int?
    /// How many retries; 0 is none. Default 3.
    public var maxAttempts: Int?
    /// By how much each wait is longer than the one before. Default 2.
    public var backoffRate: Double?
    /// The longest wait.
    public var maxDelaySeconds: Int?
    public var jitterStrategy: JitterStrategy?

    public enum JitterStrategy: String, Sendable, CaseIterable {
        case none = "NONE"
        /// Anything from no wait to the full wait, evenly.
        case full = "FULL"
    }

    public init(
        comment: String? = nil, errorEquals: [String], intervalSeconds: Int? = nil, maxAttempts: Int? = nil,
        backoffRate: Double? = nil, maxDelaySeconds: Int? = nil, jitterStrategy: JitterStrategy? = nil
    ) {
        self.comment = comment
        self.errorEquals = errorEquals
        self.intervalSeconds = intervalSeconds
        self.maxAttempts = maxAttempts
        self.backoffRate = backoffRate
        self.maxDelaySeconds = maxDelaySeconds
        self.jitterStrategy = jitterStrategy
    }
}
