import Foundation

/// The corrected resampled t test: differences of two models on the same folds of repeated cross-validation.
///
/// Nadeau & Bengio, "Inference for the generalization error" (Machine Learning 52, 2003): the variance of the mean of J
/// differences is s² (1/J + ρ), with s² over J − 1 and ρ = n_test/n_train, because training sets overlap;
/// t = mean/√variance with J − 1 degrees of freedom.
public struct CorrectedResampledTTest: Sendable, Equatable {
    /// J = runs · folds.
    public let count: Int
    /// ρ = n_test/n_train.
    public let testToTrainRatio: Double
    /// s² (1/J + ρ), in the squared unit of the differences.
    public let correctedVariance: Double
    public let test: StudentMeanTest

    /// - Parameters:
    ///   - differences: one for each fold of each run, in any order.
    ///   - testToTrainRatio: rows tested over rows trained on, above 0; 0 leaves the variance uncorrected.
    ///
    /// `nil` for fewer than 2 differences, one that is not finite, or a ratio that is negative or not finite.
    public init?(differences: some Collection<Double>, testToTrainRatio: Double) {
        guard testToTrainRatio >= 0, testToTrainRatio < .infinity, let summary = Summary(of: differences),
            let deviation = summary.standardDeviation
        else { return nil }
        let variance = deviation * deviation * (1 / Double(summary.count) + testToTrainRatio)
        guard
            let test = StudentMeanTest(
                mean: summary.mean, standardError: variance.squareRoot(), degreesOfFreedom: Double(summary.count - 1))
        else { return nil }
        count = summary.count
        self.testToTrainRatio = testToTrainRatio
        correctedVariance = variance
        self.test = test
    }

    /// k folds in each of `runs` runs, with ρ = 1/(k − 1); `nil` as above, and where the differences don't make whole runs
    /// of at least 2 folds.
    public init?(differences: some Collection<Double>, runs: Int) {
        guard runs > 0, differences.count % runs == 0, differences.count / runs >= 2 else { return nil }
        self.init(differences: differences, testToTrainRatio: 1 / Double(differences.count / runs - 1))
    }

    /// The same differences seen by Bayes' rule, see ``CorrelatedTPosterior``.
    public func posterior(rope: Double) -> CorrelatedTPosterior? { CorrelatedTPosterior(test: test, rope: rope) }
}
