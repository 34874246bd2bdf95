import Foundation

/// One-sided bounds of an effect that hold at every look at once: may a harmful effect be ruled out, is it certain?
///
/// The one-sided normal mixture of Howard et al. (2021) at intrinsic time 1/v, v the estimate's variance: estimate ± v u(1/v).
public struct SequentialGuardrail: Sendable, Equatable {
    /// The effect is at least this, at the confidence 1 − alpha.
    public let lowerBound: Double
    /// The effect is at most this, at the confidence 1 − alpha.
    public let upperBound: Double

    /// - Parameter tightestVariance: the variance of the estimate at which the bounds are tightest, above 0: of the planned end.
    ///
    /// Without any spread both bounds are the estimate. `nil` for an alpha outside (0, ½) or a variance not above 0 and finite.
    public init?(effect: EffectEstimate, alpha: Double = 0.05, tightestVariance: Double) {
        guard tightestVariance > 0, tightestVariance < .infinity, alpha > 0, alpha < 0.5,
            let boundary = NormalMixtureBoundary(
                tightestAt: 1 / tightestVariance, tightestAlpha: alpha, isOneSided: true)
        else { return nil }
        var half = 0.0
        if effect.variance > 0 {
            guard let bound = boundary.bound(at: 1 / effect.variance, alpha: alpha) else { return nil }
            half = bound * effect.variance
        }
        lowerBound = effect.estimate - half
        upperBound = effect.estimate + half
    }

    /// Whether the effect is certainly below the margin: roll back.
    public func isBelow(_ margin: Double) -> Bool { upperBound < margin }

    /// Whether the effect is certainly above the margin: no harm beyond it.
    public func isAbove(_ margin: Double) -> Bool { lowerBound > margin }
}
