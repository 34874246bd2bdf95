import Foundation

/// The simplest configuration that is as good as the best within one standard error.
///
/// Breiman, Friedman, Olshen & Stone, "Classification and Regression Trees" (1984), 3.4.3: the threshold is the best mean loss
/// plus the standard error of the best, s/√K with K − 1 in the denominator of s².
public struct OneStandardErrorRule: Sendable, Equatable {
    /// Of each configuration, in the unit of the losses.
    public let means: [Double]
    public let standardErrors: [Double]
    /// The index of the smallest mean; the first of equals.
    public let best: Int
    public let threshold: Double
    /// The indices of configurations at or under the threshold, ascending.
    public let eligible: [Int]
    /// The least complex of those; of equally complex ones the one with the smaller mean, then the first.
    public let chosen: Int

    /// - Parameters:
    ///   - losses: [configuration × fold], lower is better; negate scores.
    ///   - complexity: of each configuration, lower is simpler: size, cost or latency.
    ///
    /// `nil` for no configuration, fewer than 2 folds of one, counts that differ, or a number that is not finite.
    public init?(losses: [[Double]], complexity: [Double]) {
        let summaries = losses.compactMap { Summary(of: $0) }
        let errors = summaries.compactMap { summary in
            summary.standardDeviation.map { $0 / Double(summary.count).squareRoot() }
        }
        guard !losses.isEmpty, errors.count == losses.count, complexity.count == losses.count,
            !complexity.contains(where: \.isNaN), losses.joined().allSatisfy(\.isFinite)
        else { return nil }
        let means = summaries.map(\.mean)
        let best = means.indices.reduce(0) { means[$1] < means[$0] ? $1 : $0 }
        let threshold = means[best] + errors[best]
        let eligible = means.indices.filter { means[$0] <= threshold }
        self.means = means
        standardErrors = errors
        self.best = best
        self.threshold = threshold
        self.eligible = eligible
        chosen = eligible.reduce(best) { current, candidate in
            let one = (complexity[candidate], means[candidate], candidate)
            return one < (complexity[current], means[current], current) ? candidate : current
        }
    }
}
