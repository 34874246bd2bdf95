/// One arm's numbers as far as a comparison of means needs them.
public struct ArmSummary: Sendable, Equatable {
    public let count: Int
    public let mean: Double
    /// Of one observation, in the squared unit of the mean.
    public let variance: Double

    /// `nil` for a count below 1, a mean that is not finite, or a variance that is negative or not finite.
    public init?(count: Int, mean: Double, variance: Double) {
        guard count >= 1, mean.isFinite, variance >= 0, variance < .infinity else { return nil }
        self.count = count
        self.mean = mean
        self.variance = variance
    }

    /// With count − 1 in the denominator of the variance; `nil` for fewer than 2 values or one that is not finite.
    public init?(of values: some Collection<Double>) {
        guard let summary = Summary(of: values), let deviation = summary.standardDeviation else { return nil }
        self.init(count: summary.count, mean: summary.mean, variance: deviation * deviation)
    }

    /// The variance of one trial is p(1 − p).
    public init(_ proportion: Proportion) {
        count = proportion.count
        mean = proportion.rate
        variance = proportion.variance
    }
}
