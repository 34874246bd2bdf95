import Foundation

/// An interval for an effect that holds at every look at once, with estimated variances: the default for an A/B test.
///
/// Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas, "Time-uniform central limit theory" (arXiv 2103.06476, eqs. 9, 155, 161): with N
/// observations, v the estimate's variance and ρ² = (−2 ln α + ln(−2 ln α + 1))/N*, half width
/// √(vN) √(2(Nρ² + 1)/(N²ρ²) ln(√(Nρ² + 1)/α)), and e = exp(ρ² d² N/v/(2(Nρ² + 1)))/√(Nρ² + 1). It holds for large N: refuse
/// to look below about 100 observations an arm.
public struct AsymptoticConfidenceSequence: Sendable, Equatable {
    public let effect: EffectEstimate
    public let alpha: Double
    /// The mixture's ρ.
    public let rho: Double
    public let interval: ConfidenceInterval
    /// ln e, the evidence against no effect at this look.
    public let logEvidence: Double

    /// min(1, 1/e); valid at any stop, and may be lowered by those of earlier looks.
    public var pValue: Double { min(1, exp(-logEvidence)) }

    /// - Parameters:
    ///   - tightestAt: N*, observations in both arms at which the interval is tightest; from the power calculation.
    ///   - nullEffect: what the p value is against.
    ///
    /// Without any spread the interval is the estimate. `nil` for an alpha outside (0, 1) or N* not above 0 and finite.
    public init?(effect: EffectEstimate, alpha: Double = 0.05, tightestAt: Double, nullEffect: Double = 0) {
        guard alpha > 0, alpha < 1, tightestAt > 0, tightestAt < .infinity, nullEffect.isFinite else { return nil }
        let rhoSquared = Self.precision(alpha: alpha) / tightestAt
        let information = Double(effect.count) * rhoSquared
        let half = (effect.variance * Self.level(information: information, alpha: alpha)).squareRoot()
        let distance = effect.estimate - nullEffect
        self.effect = effect
        self.alpha = alpha
        rho = rhoSquared.squareRoot()
        interval = ConfidenceInterval(lower: effect.estimate - half, upper: effect.estimate + half)
        let squared =
            effect.variance > 0
            ? distance * distance / effect.variance : (distance == 0 ? 0 : Double.infinity)
        logEvidence = 0.5 * (squared * information / (1 + information) - log1p(information))
    }

    /// ρ² N*, −2 ln α + ln(−2 ln α + 1).
    static func precision(alpha: Double) -> Double {
        let logarithm = -2 * log(alpha)
        return logarithm + log1p(logarithm)
    }

    /// The squared half width in squared standard errors, 2 (1 + 1/I) ln(√(I + 1)/α) with I = Nρ².
    static func level(information: Double, alpha: Double) -> Double {
        2 * (1 + 1 / information) * (0.5 * log1p(information) - log(alpha))
    }
}
