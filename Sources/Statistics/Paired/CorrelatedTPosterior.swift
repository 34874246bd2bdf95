import Foundation

/// How probable it is that the mean difference lies below, within or above a region of practical equivalence.
///
/// The Bayesian correlated t test of Corani & Benavoli (Machine Learning 100, 2015): the posterior is Student's t around the
/// mean with the standard error and degrees of freedom of ``CorrectedResampledTTest``. The three sum to 1.
public struct CorrelatedTPosterior: Sendable, Equatable {
    /// The mass below −rope.
    public let below: Double
    /// The mass from −rope to rope.
    public let within: Double
    /// The mass above rope.
    public let above: Double

    /// Without any spread the whole mass lies at the mean. `nil` for a rope that is negative or not finite.
    ///
    /// - Parameter rope: half the width of the region, in the unit of the differences.
    public init?(test: StudentMeanTest, rope: Double) {
        guard rope >= 0, rope < .infinity, let student = StudentT(degreesOfFreedom: test.degreesOfFreedom) else {
            return nil
        }
        guard test.standardError > 0 else {
            below = test.mean < -rope ? 1 : 0
            above = test.mean > rope ? 1 : 0
            within = abs(test.mean) <= rope ? 1 : 0
            return
        }
        let low = (-rope - test.mean) / test.standardError
        let high = (rope - test.mean) / test.standardError
        below = student.cumulative(low)
        above = student.upperTail(high)
        // The difference of whichever tails are small keeps the digits of a region far from the mean.
        within =
            low > 0
            ? student.upperTail(low) - student.upperTail(high) : student.cumulative(high) - student.cumulative(low)
    }
}
