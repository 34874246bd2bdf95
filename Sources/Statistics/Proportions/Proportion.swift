/// How many of some trials succeeded.
public struct Proportion: Sendable, Equatable {
    public let successes: Int
    /// At least 1.
    public let count: Int

    /// `nil` unless 0 ≤ successes ≤ count and count ≥ 1.
    public init?(successes: Int, count: Int) {
        guard count >= 1, successes >= 0, successes <= count else { return nil }
        self.successes = successes
        self.count = count
    }

    /// successes / count.
    public var rate: Double { Double(successes) / Double(count) }
    /// rate · (1 − rate), the variance of one trial.
    public var variance: Double { Double(successes) / Double(count) * (Double(count - successes) / Double(count)) }
}
