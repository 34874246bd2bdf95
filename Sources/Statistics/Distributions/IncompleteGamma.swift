import Foundation

/// The regularised incomplete gamma functions P(a, x) = γ(a, x)/Γ(a) and Q = 1 − P (DLMF 8.2.4).
///
/// The series of 8.11.4 below x = a + 1, the continued fraction of 8.9.2 above it, and beyond a = 1e10 the leading terms
/// of the uniform expansion (8.12.3), whose error is below 1e-15 there.
struct IncompleteGamma {
    let lower: Double
    let upper: Double

    /// For a > 0 and x ≥ 0; NaN otherwise.
    init(_ a: Double, _ x: Double) {
        guard a > 0, x >= 0 else { (lower, upper) = (.nan, .nan); return }
        guard x > 0 else { (lower, upper) = (0, 1); return }
        guard x < .infinity else { (lower, upper) = (1, 0); return }
        if a > 1e10 {
            (lower, upper) = Self.uniform(a, x)
        } else if x < a + 1 {
            lower = Stirling.gammaTerm(a, x) * Self.series(a, x)
            upper = 1 - lower
        } else {
            upper = Stirling.gammaTerm(a, x) * a * Self.fraction(a, x)
            lower = 1 - upper
        }
    }

    private static func series(_ a: Double, _ x: Double) -> Double {
        var sum = 1.0
        var term = 1.0
        for count in 1..<5_000_000 {
            term *= x / (a + Double(count))
            sum += term
            if term < sum * 1e-17 { break }
        }
        return sum
    }

    /// Lentz's evaluation of 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − …)).
    private static func fraction(_ a: Double, _ x: Double) -> Double {
        var b = x + 1 - a
        var c = 1e300
        var d = 1 / b
        var result = d
        for count in 1..<5_000_000 {
            let term = -Double(count) * (Double(count) - a)
            b += 2
            d = 1 / nonzero(term * d + b)
            c = nonzero(b + term / c)
            result *= c * d
            if abs(c * d - 1) < 1e-16 { break }
        }
        return result
    }

    private static func uniform(_ a: Double, _ x: Double) -> (Double, Double) {
        let half = Stirling.deviance(a, from: x) / a
        let eta = (x < a ? -1 : 1) * (2 * half).squareRoot()
        let distance = (x - a) / a
        let correction = abs(eta) < 1e-3 ? -1 / 3.0 + eta / 12 : 1 / distance - 1 / eta
        let rest = exp(-a * half) / (2 * Double.pi * a).squareRoot() * correction
        let scaled = eta * a.squareRoot()
        return (StandardNormal.cumulative(scaled) - rest, StandardNormal.upperTail(scaled) + rest)
    }

    private static func nonzero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
}
