import Foundation

/// Whether the arms get their shares, looked at as often as one likes.
///
/// Lindon & Malek, "Anytime-valid inference for multinomial count data" (2020): the Bayes factor of a Dirichlet-multinomial around
/// the shares w against those shares, Γ(c)/Γ(c + n) Π Γ(c wᵢ + nᵢ)/Γ(c wᵢ) / Π wᵢ^nᵢ, is a martingale; the p value is the running
/// minimum of 1/BF and stays valid at any stop.
public struct SequentialSampleRatioTest: Sendable, Equatable {
    /// Shares of the arms, summing to 1.
    public let shares: [Double]
    /// How tightly the alternative lies around the shares; a larger one finds small mismatches in much traffic.
    public let concentration: Double
    /// Units seen so far, in each arm.
    public private(set) var counts: [Int]
    /// ln BF of the counts so far.
    public private(set) var logBayesFactor = 0.0
    /// The running minimum of 1 and 1/BF.
    public private(set) var pValue = 1.0

    /// - Parameter concentration: 100 where not given.
    ///
    /// `nil` for weights that are not above 0 and finite, fewer than 2 arms, or a concentration not above 0 and finite.
    public init?(weights: [Double], concentration: Double = 100) {
        guard weights.count >= 2, weights.allSatisfy({ $0 > 0 }), let shares = SampleRatioTest.shares(weights),
            concentration > 0, concentration < .infinity
        else { return nil }
        self.shares = shares
        self.concentration = concentration
        counts = shares.map { _ in 0 }
    }

    /// Adds units to the arms; `false`, and no change, for another number of arms or counts that are negative or too large.
    @discardableResult
    public mutating func observe(_ more: [Int]) -> Bool {
        guard more.count == counts.count, more.allSatisfy({ $0 >= 0 }) else { return false }
        let sums = zip(counts, more).map { $0.addingReportingOverflow($1) }
        guard sums.allSatisfy({ !$0.overflow }) else { return false }
        counts = sums.map(\.partialValue)
        logBayesFactor = Self.logBayesFactor(counts, shares, concentration)
        pValue = min(pValue, exp(-logBayesFactor))
        return true
    }

    private static func logBayesFactor(_ counts: [Int], _ shares: [Double], _ concentration: Double) -> Double {
        let total = counts.reduce(0.0) { $0 + Double($1) }
        guard total > 0 else { return 0 }
        var sum = Stirling.logRising(concentration, total) * -1
        for (count, share) in zip(counts, shares) where count > 0 {
            sum += Stirling.logRising(concentration * share, Double(count)) - Double(count) * log(share)
        }
        return sum
    }
}
