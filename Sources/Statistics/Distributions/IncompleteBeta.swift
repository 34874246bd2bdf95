import Foundation

/// The regularised incomplete beta function I_x(a, b) and its complement (DLMF 8.17.2).
///
/// By the continued fraction 8.17.22 on the side of the mean where it converges; the other side is I_x(a, b) = 1 − I_y(b, a).
struct IncompleteBeta {
    let lower: Double
    let upper: Double

    /// For a, b > 0 and x in [0, 1] with y = 1 − x, which is asked for so that neither loses digits; NaN otherwise.
    init(_ a: Double, _ b: Double, x: Double, y: Double) {
        guard a > 0, b > 0, x >= 0, y >= 0 else { (lower, upper) = (.nan, .nan); return }
        guard x > 0 else { (lower, upper) = (0, 1); return }
        guard y > 0 else { (lower, upper) = (1, 0); return }
        if x <= (a + 1) / (a + b + 2) {
            lower = min(1, Self.direct(a, b, x: x, y: y))
            upper = 1 - lower
        } else {
            upper = min(1, Self.direct(b, a, x: y, y: x))
            lower = 1 - upper
        }
    }

    /// x^a y^b / B(a, b).
    static func kernel(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
        Stirling.binomialTerm(a, b, x: x, y: y) * (a / (a + b)) * b
    }

    private static func direct(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
        Stirling.binomialTerm(a, b, x: x, y: y) * (b / (a + b)) * fraction(a, b, x)
    }

    /// Lentz's evaluation of 1/(1 + d₁/(1 + d₂/(1 + …))).
    private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        var c = 1.0
        var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
        var result = d
        for count in 1..<5_000_000 {
            let m = Double(count)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / nonzero(1 + even * d)
            c = nonzero(1 + even / c)
            result *= c * d
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / nonzero(1 + odd * d)
            c = nonzero(1 + odd / c)
            result *= c * d
            if abs(c * d - 1) < 1e-16 { break }
        }
        return result
    }

    private static func nonzero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
}
