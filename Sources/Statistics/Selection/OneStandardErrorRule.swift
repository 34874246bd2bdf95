/// The simplest configuration that is as good as the best within one standard error, from losses on folds.
///
/// Breiman, Friedman, Olshen & Stone, "Classification and Regression Trees" (1984), 3.4.3: the threshold is the best mean loss
/// plus the standard error of the best, s/√K with K − 1 in the denominator of s².
public struct OneStandardErrorRule: Sendable, Equatable {
    /// Of each configuration, in the unit of the losses.
    public let means: [Double]
    public let standardErrors: [Double]
    private let choice: OneStandardErrorChoice

    /// The index of the smallest mean; the first of equals.
    public var best: Int { choice.best }
    public var threshold: Double { choice.threshold }
    /// The indices of configurations at or under the threshold, ascending.
    public var eligible: [Int] { choice.eligible }
    /// The least complex of those; of equally complex ones the one with the smallest mean, then the first.
    public var chosen: Int { choice.chosen }

    /// - Parameters:
    ///   - losses: [configuration × fold], lower is better; negate scores.
    ///   - complexity: of each configuration, lower is simpler: size, cost or latency.
    ///
    /// `nil` for no configuration, fewer than 2 folds of one, counts that differ, or a number that is not finite.
    public init?(losses: [[Double]], complexity: [Double]) {
        let summaries = losses.compactMap { Summary(of: $0) }
        let errors = summaries.compactMap(\.standardError)
        let means = summaries.map(\.mean)
        guard errors.count == losses.count, losses.joined().allSatisfy(\.isFinite),
            let best = means.indices.min(by: { (means[$0], $0) < (means[$1], $1) }),
            let choice = OneStandardErrorChoice(
                means: means, standardErrorOfBest: errors[best], complexity: complexity)
        else { return nil }
        self.means = means
        standardErrors = errors
        self.choice = choice
    }
}

/// What the rule chooses, where means and the best one's standard error are known already.
public struct OneStandardErrorChoice: Sendable, Equatable {
    /// The index of the smallest mean; the first of equals.
    public let best: Int
    /// The smallest mean, one standard error worse.
    public let threshold: Double
    /// The indices of configurations at or under the threshold, ascending.
    public let eligible: [Int]
    /// The least complex of those; of equally complex ones the one with the smallest mean, then the first.
    public let chosen: Int

    /// - Parameters:
    ///   - means: the mean loss of each configuration, lower is better; negate scores.
    ///   - standardErrorOfBest: of the smallest mean, in its unit.
    ///   - complexity: of each configuration, lower is simpler.
    ///   - equallySimple: the largest complexity that counts as no more than the least one, which it is given.
    ///
    /// `nil` for no configuration, counts that differ, a mean or an error that is not finite, or a complexity that is NaN.
    public init?(
        means: [Double], standardErrorOfBest: Double, complexity: [Double],
        equallySimple: (Double) -> Double = { $0 }
    ) {
        guard complexity.count == means.count, means.allSatisfy(\.isFinite), !complexity.contains(where: \.isNaN),
            let best = means.indices.min(by: { (means[$0], $0) < (means[$1], $1) })
        else { return nil }
        let threshold = means[best] + standardErrorOfBest
        guard threshold.isFinite else { return nil }
        let eligible = means.indices.filter { means[$0] <= threshold }
        let limit = equallySimple(eligible.map { complexity[$0] }.min() ?? complexity[best])
        self.best = best
        self.threshold = threshold
        self.eligible = eligible
        chosen = eligible.filter { complexity[$0] <= limit }.min { (means[$0], $0) < (means[$1], $1) } ?? best
    }
}
