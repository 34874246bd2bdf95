import Foundation

/// An interval for one rate that holds at every look at once, exactly and from the first trial.
///
/// The beta-binomial mixture of Howard et al. (Annals of Statistics 49, 2021): a rate p is kept while
/// B(cp + x, c(1−p) + n − x)/B(cp, c(1−p)) / (p^x (1−p)^(n−x)) < 1/α, with
/// c = max(t_opt/(2 ln(1/α_o) + ln(1 + 2 ln(1/α_o))) − 1, 0.001).
public struct BernoulliConfidenceSequence: Sendable, Equatable {
    public let interval: ConfidenceInterval

    /// - Parameters:
    ///   - tightestAt: t_opt, the number of trials at which the interval is tightest.
    ///   - tightestAlpha: α_o, the alpha for which it is; 0.05 where not given.
    ///
    /// `nil` for an alpha outside (0, 1) or a time not above 0 and finite.
    public init?(_ proportion: Proportion, alpha: Double = 0.05, tightestAt: Double, tightestAlpha: Double = 0.05) {
        guard alpha > 0, alpha < 1, tightestAlpha > 0, tightestAlpha < 1, tightestAt > 0, tightestAt < .infinity else {
            return nil
        }
        let logarithm = -2 * log(tightestAlpha)
        let concentration = max(tightestAt / (logarithm + log1p(logarithm)) - 1, 1e-3)
        let x = Double(proportion.successes)
        let n = Double(proportion.count)
        func isRejected(_ rate: Double, _ other: Double) -> Bool {
            let (a, b) = (concentration * rate, concentration * other)
            var sum = -Stirling.logRising(concentration, n)
            if x > 0 { sum += Stirling.logRising(a, x) - x * log(rate) }
            if n > x { sum += Stirling.logRising(b, n - x) - (n - x) * log(other) }
            return sum >= -log(alpha)
        }
        interval = ConfidenceInterval(
            lower: proportion.successes == 0 ? 0 : Self.edge(proportion.rate) { isRejected($0, 1 - $0) },
            upper: proportion.successes == proportion.count
                ? 1 : 1 - Self.edge(1 - proportion.rate) { isRejected(1 - $0, $0) })
    }

    /// The largest rejected distance from an end below the observed one, by halving to neighbouring numbers.
    private static func edge(_ observed: Double, isRejected: (Double) -> Bool) -> Double {
        var (lower, upper) = (0.0, observed)
        for _ in 0..<1100 {
            let middle = lower + (upper - lower) / 2
            if middle <= lower || middle >= upper { break }
            if isRejected(middle) { lower = middle } else { upper = middle }
        }
        return lower
    }
}
