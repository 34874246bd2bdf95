import Foundation

/// Student's t distribution with a real number of degrees of freedom ν.
///
/// P(|T| > t) = I_{ν/(ν+t²)}(ν/2, ½) (Abramowitz & Stegun 26.7.1).
public struct StudentT: Sendable, Equatable {
    public let degreesOfFreedom: Double

    /// `nil` unless the degrees of freedom are above 0; ∞ gives the normal distribution.
    public init?(degreesOfFreedom: Double) {
        guard degreesOfFreedom > 0 else { return nil }
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The probability of a value of at most `t`; NaN for NaN.
    public func cumulative(_ t: Double) -> Double { upperTail(-t) }

    /// The probability of a value above `t`, with its relative digits far out; NaN for NaN.
    public func upperTail(_ t: Double) -> Double {
        if t.isNaN { return .nan }
        let tails = tails(abs(t))
        return t >= 0 ? tails.outside / 2 : 0.5 + tails.inside / 2
    }

    /// P(|T| > |t|), the two-sided p value; NaN for NaN.
    public func twoSided(_ t: Double) -> Double { t.isNaN ? .nan : tails(abs(t)).outside }

    /// The t with `cumulative(t)` = `probability`: −∞ for 0, ∞ for 1, NaN outside [0, 1].
    public func quantile(_ probability: Double) -> Double {
        guard probability >= 0, probability <= 1 else { return .nan }
        return probability < 0.5 ? -distance(tail: probability) : distance(tail: 1 - probability)
    }

    /// The t with `upperTail(t)` = `probability`, without forming 1 − `probability`.
    public func upperQuantile(_ probability: Double) -> Double { -quantile(probability) }

    /// The t ≥ 0 above which lies `tail`, at most ½.
    private func distance(tail: Double) -> Double {
        if tail == 0 { return .infinity }
        if degreesOfFreedom > Self.normalFrom { return StandardNormal.upperQuantile(tail) }
        // Far out P(|T| > t) is a plain power of t, which reaches where t² would overflow.
        let half = degreesOfFreedom / 2
        let power = exp((logLeading - log(2 * tail)) / degreesOfFreedom)
        if power > Self.powerFrom { return degreesOfFreedom.squareRoot() * power }
        let point =
            tail < 0.25
            ? BetaDistribution(half, 0.5)?.point(2 * tail)
            : BetaDistribution(0.5, half)?.point(1 - 2 * tail).map { ($0.y, $0.x) }
        guard let (x, y) = point else { return .nan }
        return degreesOfFreedom.squareRoot() * (y / x).squareRoot()
    }

    /// P(|T| > t) and P(|T| ≤ t) for t ≥ 0.
    private func tails(_ t: Double) -> (outside: Double, inside: Double) {
        if degreesOfFreedom > Self.normalFrom {
            return (StandardNormal.twoSided(t), erf(t / 2.0.squareRoot()))
        }
        let ratio = t / degreesOfFreedom.squareRoot()
        if ratio > Self.powerFrom {
            let outside = exp(logLeading - degreesOfFreedom * log(ratio))
            return (outside, 1 - outside)
        }
        let square = ratio * ratio
        let beta = IncompleteBeta(degreesOfFreedom / 2, 0.5, x: 1 / (1 + square), y: square / (1 + square))
        return (beta.lower, beta.upper)
    }

    /// −ln(a B(a, ½)) with a = ν/2, the constant of the leading power.
    private var logLeading: Double {
        let half = degreesOfFreedom / 2
        return Stirling.logGamma(half + 0.5) - Stirling.logGamma(half + 1) - 0.5 * log(Double.pi)
    }

    /// Beyond this many degrees the distance to the normal distribution is below a `Double`'s digits.
    private static let normalFrom = 1e16
    /// Beyond this multiple of √ν the leading power has all digits.
    private static let powerFrom = 1e9
}
