import Foundation

/// The chi-square distribution: the sum of `degreesOfFreedom` squared standard normals.
///
/// P(X ≤ x) = P(ν/2, x/2), the regularised incomplete gamma function (DLMF 8.2.4).
public struct ChiSquare: Sendable, Equatable {
    public let degreesOfFreedom: Double

    /// `nil` unless the degrees of freedom, which may be fractional, are above 0 and finite.
    public init?(degreesOfFreedom: Double) {
        guard degreesOfFreedom > 0, degreesOfFreedom < .infinity else { return nil }
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The probability of a value of at most `x`; 0 below 0, NaN for NaN.
    public func cumulative(_ x: Double) -> Double { IncompleteGamma(degreesOfFreedom / 2, max(x, 0) / 2).lower }

    /// The probability of a value above `x`, with its relative digits far out; NaN for NaN.
    public func upperTail(_ x: Double) -> Double { IncompleteGamma(degreesOfFreedom / 2, max(x, 0) / 2).upper }

    /// The x with `cumulative(x)` = `probability`: 0 for 0, ∞ for 1, NaN outside [0, 1].
    public func quantile(_ probability: Double) -> Double {
        guard probability >= 0, probability <= 1 else { return .nan }
        if probability == 0 { return 0 }
        return probability <= 0.5
            ? solve(lower: probability) : upperQuantile(1 - probability)
    }

    /// The x with `upperTail(x)` = `probability`: ∞ for 0, 0 for 1, NaN outside [0, 1].
    public func upperQuantile(_ probability: Double) -> Double {
        guard probability >= 0, probability <= 1 else { return .nan }
        if probability == 0 { return .infinity }
        if probability > 0.5 { return quantile(1 - probability) }
        return solve(upper: probability)
    }

    private func solve(lower: Double) -> Double {
        let target = log(lower)
        return root { gamma, density in (log(gamma.lower) - target, density / gamma.lower) }
    }

    private func solve(upper: Double) -> Double {
        let target = log(upper)
        return root { gamma, density in (target - log(gamma.upper), density / gamma.upper) }
    }

    /// Newton on the logarithm of the value; `density` is the one of that logarithm.
    private func root(_ error: (_ gamma: IncompleteGamma, _ density: Double) -> (Double, Double)) -> Double {
        let half = degreesOfFreedom / 2
        let logarithm = increasingRoot(from: -745, to: 709, start: log(half)) { point in
            let x = exp(point)
            let (height, slope) = error(IncompleteGamma(half, x), Stirling.gammaTerm(half, x) * half)
            return (height, slope)
        }
        return 2 * exp(logarithm)
    }
}
