import Foundation

/// Wilcoxon's signed-rank test of paired differences (Biometrics Bulletin 1, 1945).
///
/// Zeros are left out, and tied distances share their mean rank. Up to `exactLimit` differences the p value is exact given
/// those ranks: every one of the 2ⁿ signs is equally likely. Beyond it is the normal approximation without continuity
/// correction, z = (W⁺ − n(n+1)/4) / √(n(n+1)(2n+1)/24 − Σ(t³ − t)/48) over groups of t ties.
public struct WilcoxonSignedRankTest: Sendable, Equatable {
    public enum Method: Sendable, Equatable { case exact, normalApproximation }

    /// The sum of the ranks of differences above 0.
    public let positiveRanks: Double
    public let negativeRanks: Double
    /// Differences other than 0.
    public let count: Int
    public let method: Method
    /// Two-sided; 1 where every difference is 0.
    public let pValue: Double

    /// The smaller of the two rank sums.
    public var statistic: Double { min(positiveRanks, negativeRanks) }

    /// - Parameters:
    ///   - method: chosen by count where `nil`: exact up to ``exactLimit``; an exact one beyond 1,000 is refused.
    ///
    /// `nil` for no differences, one that is NaN, or an exact test of more than 1,000.
    public init?(differences: some Sequence<Double>, method wanted: Method? = nil) {
        let all = Array(differences)
        guard !all.isEmpty, !all.contains(where: \.isNaN) else { return nil }
        let kept = all.filter { $0 != 0 }
        let method = wanted ?? (kept.count <= Self.exactLimit ? .exact : .normalApproximation)
        guard method == .normalApproximation || kept.count <= 1000 else { return nil }
        let ranks = Ranks(ascending: kept.map { abs($0) })
        var positive = 0.0
        var negative = 0.0
        for (difference, rank) in zip(kept, ranks.values) {
            if difference > 0 { positive += rank } else { negative += rank }
        }
        count = kept.count
        positiveRanks = positive
        negativeRanks = negative
        self.method = method
        if kept.isEmpty {
            pValue = 1
        } else if method == .exact {
            pValue = Self.exact(ranks.values, statistic: min(positive, negative))
        } else {
            pValue = Self.approximate(ranks, positive: positive)
        }
    }

    /// The most differences whose p value is computed exactly where no method is named.
    public static let exactLimit = 200

    /// 2 · P(sum ≤ statistic): the distribution of the rank sum, one rank after the other, in halves of ranks where some are tied.
    private static func exact(_ ranks: [Double], statistic: Double) -> Double {
        let unit = ranks.allSatisfy { $0 == $0.rounded() } ? 1.0 : 2
        let limit = Int((statistic * unit).rounded())
        var probability = [Double](repeating: 0, count: limit + 1)
        probability[0] = 1
        var reached = 0
        for rank in ranks.map({ Int(($0 * unit).rounded()) }).sorted() {
            reached = min(limit, reached + rank)
            for sum in stride(from: reached, through: 0, by: -1) {
                probability[sum] = 0.5 * (probability[sum] + (sum >= rank ? probability[sum - rank] : 0))
            }
        }
        return min(1, 2 * probability.reduce(0, +))
    }

    private static func approximate(_ ranks: Ranks, positive: Double) -> Double {
        let n = Double(ranks.values.count)
        let variance = n * (n + 1) * (2 * n + 1) / 24 - ranks.tieSum / 48
        return variance > 0 ? StandardNormal.twoSided((positive - n * (n + 1) / 4) / variance.squareRoot()) : 1
    }
}
