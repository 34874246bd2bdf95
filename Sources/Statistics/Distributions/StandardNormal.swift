import Foundation

/// The normal distribution with mean 0 and standard deviation 1.
///
/// Φ(x) = ½ erfc(−x/√2). Every function gives NaN for NaN; probabilities keep their relative digits in both tails.
public enum StandardNormal {
    /// φ(x) = e^(−x²/2)/√(2π).
    public static func density(_ x: Double) -> Double { exp(-0.5 * x * x) / (2 * Double.pi).squareRoot() }

    /// Φ(x), the probability of a value of at most `x`.
    public static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

    /// 1 − Φ(x), without subtraction: 1e-300 stays 1e-300.
    public static func upperTail(_ x: Double) -> Double { 0.5 * erfc(x / 2.0.squareRoot()) }

    /// 2 (1 − Φ(|x|)), the two-sided p value of a z statistic.
    public static func twoSided(_ x: Double) -> Double { erfc(abs(x) / 2.0.squareRoot()) }

    /// ln Φ(x), finite where Φ(x) itself is too small for a `Double`.
    public static func logCumulative(_ x: Double) -> Double {
        if x > 0 { return log1p(-upperTail(x)) }
        guard x < -10 else { return log(cumulative(x)) }
        return -0.5 * x * x - 0.5 * log(2 * Double.pi) + log(millsRatio(-x))
    }

    /// The x with Φ(x) = `probability`: −∞ for 0, ∞ for 1, NaN outside [0, 1].
    ///
    /// Starts at Abramowitz & Stegun 26.2.23 (within 4.5e-4) and takes Halley's steps on Φ to full precision.
    public static func quantile(_ probability: Double) -> Double {
        guard probability >= 0, probability <= 1 else { return .nan }
        return probability <= 0.5 ? lowerQuantile(probability) : -lowerQuantile(1 - probability)
    }

    /// The x with 1 − Φ(x) = `probability`, without forming 1 − `probability`.
    public static func upperQuantile(_ probability: Double) -> Double { -quantile(probability) }

    /// For probabilities of at most ½.
    private static func lowerQuantile(_ probability: Double) -> Double {
        guard probability > 0 else { return -.infinity }
        let t = (-2 * log(probability)).squareRoot()
        let top = 2.515517 + t * (0.802853 + t * 0.010328)
        let bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
        var x = top / bottom - t
        if probability > 0.25 {
            // Near the middle the distance from ½ has more digits than the probability.
            let centred = 2 * probability - 1
            for _ in 0..<4 { x = halley(x, error: 0.5 * (erf(x / 2.0.squareRoot()) - centred) / density(x)) }
        } else {
            let target = log(probability)
            for _ in 0..<6 { x -= (logCumulative(x) - target) * millsRatio(-x) }
        }
        return x
    }

    private static func halley(_ x: Double, error: Double) -> Double { x - error / (1 + 0.5 * x * error) }

    /// (1 − Φ(x))/φ(x) for x ≥ 0, by its continued fraction 1/(x + 1/(x + 2/(x + …))) where that converges quickly.
    private static func millsRatio(_ x: Double) -> Double {
        guard x > 10 else { return upperTail(x) / density(x) }
        var fraction = x
        for term in stride(from: 60.0, through: 1, by: -1) { fraction = x + term / fraction }
        return 1 / fraction
    }
}
