import Foundation

/// The paired t test: differences of two models on the same independent rows (Student 1908).
///
/// t = mean / (s/√n) with n − 1 degrees of freedom, s with n − 1 in the denominator. Rows, not folds: scores of folds
/// share training data and need ``CorrectedResampledTTest``.
public struct PairedTTest: Sendable, Equatable {
    public let count: Int
    public let test: StudentMeanTest

    /// `nil` for fewer than 2 differences or one that is not finite.
    public init?(differences: some Collection<Double>) {
        guard let summary = Summary(of: differences), let deviation = summary.standardDeviation,
            let test = StudentMeanTest(
                mean: summary.mean, standardError: deviation / Double(summary.count).squareRoot(),
                degreesOfFreedom: Double(summary.count - 1))
        else { return nil }
        count = summary.count
        self.test = test
    }
}
