import Foundation

/// Whether the arms got the shares of traffic that they were promised: Pearson's chi-square (1900).
///
/// χ² = Σ (observed − expected)²/expected with one degree of freedom less than arms. For one look at the end; see
/// ``SequentialSampleRatioTest`` for many.
public struct SampleRatioTest: Sendable, Equatable {
    /// ∞ where an arm without a share has observations.
    public let chiSquare: Double
    public let pValue: Double

    /// A mismatch is flagged below this p value.
    public static let threshold = 0.001

    public var isMismatch: Bool { pValue < Self.threshold }

    /// - Parameters:
    ///   - observed: units in each arm.
    ///   - weights: shares of the arms, in any unit.
    ///
    /// Nothing observed, or a single arm with a share, gives a p value of 1. `nil` for lengths that differ, a negative
    /// count, or weights that are negative, not finite, or all 0.
    public init?(observed: [Int], weights: [Double]) {
        guard let shares = SampleRatioTest.shares(weights), shares.count == observed.count,
            observed.allSatisfy({ $0 >= 0 })
        else { return nil }
        let total = observed.reduce(0.0) { $0 + Double($1) }
        var sum = 0.0
        for (count, share) in zip(observed, shares) where count > 0 || share > 0 {
            guard total > 0 else { continue }
            let expected = share * total
            let difference = Double(count) - expected
            sum += expected > 0 ? difference * difference / expected : .infinity
        }
        let arms = shares.filter { $0 > 0 }.count
        chiSquare = sum
        pValue = sum == .infinity ? 0 : ChiSquare(degreesOfFreedom: Double(arms - 1))?.upperTail(sum) ?? 1
    }

    /// Weights over their sum.
    static func shares(_ weights: [Double]) -> [Double]? {
        let sum = weights.reduce(0, +)
        guard sum > 0, sum < .infinity, weights.allSatisfy({ $0 >= 0 }) else { return nil }
        return weights.map { $0 / sum }
    }
}
