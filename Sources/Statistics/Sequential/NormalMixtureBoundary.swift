import Foundation

/// A curve that a sub-Gaussian sum crosses at any time with probability alpha at most: the normal mixture.
///
/// Howard, Ramdas, McAuliffe & Sekhon (Annals of Statistics 49, 2021), ρ = v_opt/(2 ln(1/α_o) + ln(1 + 2 ln(1/α_o))).
/// Two-sided u(v) = √((v + ρ) ln((v + ρ)/(ρ α²))). One-sided uses 2α_o in ρ and solves
/// ½ ln(4ρ/(v + ρ)) + u²/(2(v + ρ)) + ln Φ(u/√(v + ρ)) = ln(1/α).
public struct NormalMixtureBoundary: Sendable, Equatable {
    public let isOneSided: Bool
    /// The mixture's precision ρ, in units of intrinsic time.
    public let rho: Double

    /// - Parameters:
    ///   - tightestAt: v_opt, the intrinsic time at which the boundary is tightest.
    ///   - tightestAlpha: α_o, the alpha for which it is; 0.05 where not given.
    ///
    /// `nil` for a time not above 0 and finite, or an alpha outside (0, 1), or (0, ½) one-sided.
    public init?(tightestAt: Double, tightestAlpha: Double = 0.05, isOneSided: Bool) {
        let alpha = isOneSided ? 2 * tightestAlpha : tightestAlpha
        guard tightestAt > 0, tightestAt < .infinity, alpha > 0, alpha < 1 else { return nil }
        self.isOneSided = isOneSided
        let logarithm = -2 * log(alpha)
        rho = tightestAt / (logarithm + log1p(logarithm))
    }

    /// u(v), in the unit of the sum; `nil` for an intrinsic time below 0 or not finite, or an alpha outside (0, 1).
    public func bound(at time: Double, alpha: Double = 0.05) -> Double? {
        guard time >= 0, time < .infinity, alpha > 0, alpha < 1 else { return nil }
        let twoSided = ((time + rho) * (log1p(time / rho) - 2 * log(alpha))).squareRoot()
        guard isOneSided else { return twoSided }
        let scale = (time + rho).squareRoot()
        let target = -log(alpha) - 0.5 * (log(4.0) - log1p(time / rho))
        // In standard deviations: x²/2 + ln Φ(x) rises from ln ½ at 0, and the two-sided bound lies above the root.
        let root = increasingRoot(from: 0, to: twoSided / scale + 1, start: twoSided / scale) { x in
            let logarithm = StandardNormal.logCumulative(x)
            let hazard = StandardNormal.density(x) / StandardNormal.cumulative(x)
            return (0.5 * x * x + logarithm - target, x + hazard)
        }
        return root * scale
    }
}
