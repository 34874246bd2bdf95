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
        kernel(a, b, x: x, y: y) * fraction(a, b, x: x, y: y)
    }

    /// Lentz's evaluation of 1/(β₀ + α₁/(β₁ + …)), the even part of 8.17.22 (Didonato & Morris, ACM TOMS 18, 1992, eq. 9):
    /// α_n = (a+n−1)(a+b+n−1) n (b−n) x²/(a+2n−1)², β_n = n + n(b−n)x/(a+2n−1) + (a+n)(λ+1+n(1+y))/(a+2n+1).
    private static func fraction(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
        // λ = a − (a + b)x from whichever of x and y is small: near 1 the other has lost the digits.
        let lambda = x < y ? a - (a + b) * x : (a + b) * y - b
        var c = nonzero(a * (lambda + 1) / (a + 1))
        var d = 0.0
        var denominator = c
        for count in 1..<5_000_000 {
            let n = Double(count)
            let middle = a + 2 * n - 1
            let share = n * (b - n) * x / middle
            let alpha = ((a + n - 1) / middle) * (a + b + n - 1) * share * x
            let beta = n + share + (a + n) / (middle + 2) * (lambda + 1 + n * (1 + y))
            d = 1 / nonzero(beta + alpha * d)
            c = nonzero(beta + alpha / c)
            denominator *= c * d
            if abs(c * d - 1) < 1e-16 { break }
        }
        return 1 / denominator
    }

    private static func nonzero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
}
