import Foundation

/// Observations for two proportions; `nil` for equal ones, or one outside [0, 1].
extension TwoArmDesign {
    /// Cohen's h = 2 asin √p₂ − 2 asin √p₁ (1988), the effect of two proportions; `nil` for one outside [0, 1].
    public static func arcsineEffect(_ p1: Double, _ p2: Double) -> Double? {
        guard p1 >= 0, p1 <= 1, p2 >= 0, p2 <= 1 else { return nil }
        return 2 * (asin(p2.squareRoot()) - asin(p1.squareRoot()))
    }

    /// By the arcsine transform: the z test's count for h. The default.
    public func countArcsine(_ p1: Double, _ p2: Double) -> Double? {
        Self.arcsineEffect(p1, p2).flatMap { countZ(effect: $0) }
    }

    /// Fleiss (1981) with the pooled variance under the null hypothesis:
    /// (z_α √(p̄q̄(1 + 1/r)) + z_β √(p₁q₁ + p₂q₂/r))²/(p₂ − p₁)², p̄ = (p₁ + r p₂)/(1 + r).
    public func countFleissPooled(_ p1: Double, _ p2: Double) -> Double? {
        guard let (difference, variance) = parts(p1, p2) else { return nil }
        let mean = (p1 + ratio * p2) / (1 + ratio)
        let null = StandardNormal.upperQuantile(alpha / 2) * (mean * (1 - mean) * (1 + 1 / ratio)).squareRoot()
        let other = StandardNormal.quantile(power) * variance.squareRoot()
        return (null + other) * (null + other) / (difference * difference)
    }

    /// With each arm's own variance: (z_α + z_β)² (p₁q₁ + p₂q₂/r)/(p₂ − p₁)².
    public func countFleissUnpooled(_ p1: Double, _ p2: Double) -> Double? {
        guard let (difference, variance) = parts(p1, p2) else { return nil }
        let sum = StandardNormal.upperQuantile(alpha / 2) + StandardNormal.quantile(power)
        return sum * sum * variance / (difference * difference)
    }

    /// The smallest rate above `baseline` that `count` observations in the first arm find, by the arcsine transform.
    ///
    /// `nil` for a baseline outside [0, 1], a count not above 0, or where even a rate of 1 is not found.
    public func detectableRate(baseline: Double, count: Double) -> Double? {
        guard baseline >= 0, baseline <= 1, let effect = detectableEffectZ(count: count) else { return nil }
        let angle = asin(baseline.squareRoot()) + effect / 2
        guard angle <= Double.pi / 2 else { return nil }
        return sin(angle) * sin(angle)
    }

    private func parts(_ p1: Double, _ p2: Double) -> (difference: Double, variance: Double)? {
        guard p1 >= 0, p1 <= 1, p2 >= 0, p2 <= 1, p1 != p2 else { return nil }
        return (p2 - p1, p1 * (1 - p1) + p2 * (1 - p2) / ratio)
    }
}
