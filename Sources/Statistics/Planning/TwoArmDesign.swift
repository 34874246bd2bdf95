import Foundation

/// What a two-sided test with two arms must be able to do, and how many observations that takes.
///
/// Counts are of the first arm and not rounded; the second gets `ratio` times as many. Round up.
public struct TwoArmDesign: Sendable, Equatable {
    /// The probability of a false positive.
    public let alpha: Double
    /// The probability of finding the effect.
    public let power: Double
    /// n₂/n₁.
    public let ratio: Double

    /// `nil` unless 0 < alpha < power < 1 and the ratio is above 0 and finite.
    public init?(alpha: Double = 0.05, power: Double = 0.8, ratio: Double = 1) {
        guard alpha > 0, alpha < power, power < 1, ratio > 0, ratio < .infinity else { return nil }
        self.alpha = alpha
        self.power = power
        self.ratio = ratio
    }

    /// Two means by a z test, both tails counted. `nil` for no effect or one that is not finite.
    ///
    /// - Parameter effect: the difference over the standard deviation.
    public func countZ(effect: Double) -> Double? {
        guard let distance = requiredDistance, effect != 0, effect.isFinite else { return nil }
        let scaled = distance / effect
        return scaled * scaled * (1 + 1 / ratio)
    }

    /// Two means by a t test with a common variance (Cohen 1988). `nil` as for ``countZ(effect:)``.
    public func countT(effect: Double) -> Double? {
        guard let start = countZ(effect: effect), start.isFinite else { return nil }
        // A t test needs more than 2 in all, and more than the z test.
        let fewest = 2 / (1 + ratio)
        var upper = max(start, 2 * fewest)
        while !(reached(effect, upper) >= power), upper < 1e18 { upper *= 2 }
        return Self.bisect(from: fewest, to: upper) { reached(effect, $0) >= power }
    }

    /// The smallest effect that `count` observations in the first arm find, by the z test; `nil` for a count not above 0.
    public func detectableEffectZ(count: Double) -> Double? {
        guard count > 0, count < .infinity, let distance = requiredDistance else { return nil }
        return distance * ((1 + 1 / ratio) / count).squareRoot()
    }

    /// The smallest effect that `count` observations in the first arm find, by the t test; `nil` for fewer than 3 in all.
    public func detectableEffectT(count: Double) -> Double? {
        guard count * (1 + ratio) > 2, count < .infinity, var upper = detectableEffectZ(count: count) else {
            return nil
        }
        while !(reached(upper, count) >= power), upper < 1e18 { upper *= 2 }
        return Self.bisect(from: 0, to: upper) { reached($0, count) >= power }
    }

    private func reached(_ effect: Double, _ count: Double) -> Double {
        Power.t(effect: effect, first: count, second: count * ratio, alpha: alpha)
    }

    /// The distance in standard errors at which Φ̄(z − x) + Φ(−z − x) is the power.
    var requiredDistance: Double? {
        let critical = StandardNormal.upperQuantile(alpha / 2)
        let sum = critical + StandardNormal.quantile(power)
        return Self.bisect(from: 0, to: max(sum, 0) + 1) {
            StandardNormal.upperTail(critical - $0) + StandardNormal.cumulative(-critical - $0) >= power
        }
    }

    /// The smallest number that passes, between one that fails and one that passes.
    private static func bisect(from lowest: Double, to highest: Double, passes: (Double) -> Bool) -> Double? {
        var (lower, upper) = (lowest, highest)
        guard passes(upper) else { return nil }
        for _ in 0..<200 {
            let middle = lower + (upper - lower) / 2
            if middle <= lower || middle >= upper { break }
            if passes(middle) { upper = middle } else { lower = middle }
        }
        return upper
    }
}
