import Foundation

/// Friedman's test: do several models differ over several data sets, by their ranks on each?
///
/// Friedman (JASA 32, 1937), Demšar (JMLR 7, 2006): χ² = [12/(n k (k+1)) Σ R_j² − 3 n (k+1)] / (1 − Σ(t³ − t)/(n k (k² − 1)))
/// with k − 1 degrees of freedom, R_j the rank sum of model j and t the sizes of ties within a data set.
public struct FriedmanTest: Sendable, Equatable {
    /// n, data sets.
    public let blocks: Int
    /// k, models.
    public let models: Int
    /// The mean rank of each model; 1 is best.
    public let meanRanks: [Double]
    /// 0 where every model ties everywhere.
    public let chiSquare: Double
    public let pValue: Double

    /// - Parameter scores: [data set × model].
    ///
    /// `nil` for no data set, fewer than 2 models, rows of different lengths or NaN.
    public init?(scores: [[Double]], higherIsBetter: Bool) {
        guard let models = scores.first?.count, models >= 2, scores.allSatisfy({ $0.count == models }),
            !scores.joined().contains(where: \.isNaN)
        else { return nil }
        var sums = [Double](repeating: 0, count: models)
        var tieSum = 0.0
        for row in scores {
            let ranks = Ranks(ascending: higherIsBetter ? row.map { -$0 } : row)
            for (model, rank) in ranks.values.enumerated() { sums[model] += rank }
            tieSum += ranks.tieSum
        }
        let n = Double(scores.count)
        let k = Double(models)
        let middle = n * (k + 1) / 2
        let spread = sums.map { ($0 - middle) * ($0 - middle) }.reduce(0, +)
        let untied = 1 - tieSum / (n * k * (k * k - 1))
        blocks = scores.count
        self.models = models
        meanRanks = sums.map { $0 / n }
        chiSquare = untied > 1e-12 ? 12 / (n * k * (k + 1)) * spread / untied : 0
        pValue = ChiSquare(degreesOfFreedom: k - 1)?.upperTail(chiSquare) ?? .nan
    }

    /// Mean ranks further apart than this differ: q_α √(k(k+1)/(6n)) (Nemenyi 1963), with q_α = studentised range / √2.
    ///
    /// `nil` for an alpha outside (0, 1).
    public func nemenyiCriticalDifference(alpha: Double = 0.05) -> Double? {
        guard let q = Self.nemenyiQuantile(models: models, alpha: alpha) else { return nil }
        let k = Double(models)
        return q * (k * (k + 1) / (6 * Double(blocks))).squareRoot()
    }

    /// q_α, the studentised range of k normals with infinitely many degrees of freedom, over √2.
    public static func nemenyiQuantile(models: Int, alpha: Double = 0.05) -> Double? {
        guard alpha > 0, alpha < 1, let range = StudentizedRange(count: models) else { return nil }
        return range.upperQuantile(alpha) / 2.0.squareRoot()
    }

    /// The p value of a difference of mean ranks, P(Q > √2 · |difference| / √(k(k+1)/(6n))).
    public func nemenyiPValue(_ first: Int, _ second: Int) -> Double? {
        guard meanRanks.indices.contains(first), meanRanks.indices.contains(second),
            let range = StudentizedRange(count: models)
        else { return nil }
        let k = Double(models)
        let error = (k * (k + 1) / (6 * Double(blocks))).squareRoot()
        return range.upperTail(abs(meanRanks[first] - meanRanks[second]) / error * 2.0.squareRoot())
    }
}
