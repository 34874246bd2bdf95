import Foundation

/// The mixture sequential probability ratio test of two normal means with known spread, at pairs of observations.
///
/// Robbins (1970), Johari, Koomen, Pekelis & Walsh (KDD 2017, eq. 6): with V = 2σ², n pairs and mean difference d,
/// Λ = √(V/(V + nτ²)) exp(n²τ²(d − θ₀)²/(2V(V + nτ²))); the p value is the running minimum of 1/Λ and stays valid at any stop.
/// With an estimated σ it is not: use ``AsymptoticConfidenceSequence``.
public struct MixtureSequentialTest: Sendable, Equatable {
    /// The standard deviation of one observation.
    public let sigma: Double
    /// The standard deviation of the effects that the mixture expects.
    public let tau: Double
    /// The difference under the null hypothesis.
    public let nullDifference: Double
    /// Pairs seen by ``observe(count:difference:)`` last.
    public private(set) var count = 0
    /// The running minimum of 1 and 1/Λ over what was observed.
    public private(set) var pValue = 1.0

    /// `nil` unless σ and τ are above 0 and finite.
    public init?(sigma: Double, tau: Double, nullDifference: Double = 0) {
        guard sigma > 0, sigma < .infinity, tau > 0, tau < .infinity, nullDifference.isFinite else { return nil }
        self.sigma = sigma
        self.tau = tau
        self.nullDifference = nullDifference
    }

    /// ln Λ after `count` observations in each arm whose means differ by `difference`; 0 for none.
    public func logLikelihoodRatio(count: Int, difference: Double) -> Double {
        guard count > 0 else { return 0 }
        let (n, variance) = (Double(count), 2 * sigma * sigma)
        let information = n * tau * tau / variance
        let distance = (difference - nullDifference) / (variance / n).squareRoot()
        return 0.5 * (distance * distance * information / (1 + information) - log1p(information))
    }

    /// A look at the data: all observations so far, not those since the last look.
    public mutating func observe(count: Int, difference: Double) {
        self.count = count
        let ratio = logLikelihoodRatio(count: count, difference: difference)
        if !ratio.isNaN { pValue = min(pValue, exp(-ratio)) }
    }

    /// Half the width of the always-valid interval: the distance at which Λ is 1/alpha.
    ///
    /// √(2V(V + nτ²)/(n²τ²) (ln(1/α) + ½ ln((V + nτ²)/V))); `nil` for no observations or an alpha outside (0, 1).
    public func halfWidth(count: Int, alpha: Double = 0.05) -> Double? {
        guard count > 0, alpha > 0, alpha < 1 else { return nil }
        let (n, variance) = (Double(count), 2 * sigma * sigma)
        let information = n * tau * tau / variance
        let level = 2 * (0.5 * log1p(information) - log(alpha)) * (1 + information) / information
        return (variance / n * level).squareRoot()
    }
}
