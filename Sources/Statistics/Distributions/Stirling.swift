import Foundation

/// The parts of factorials and powers that keep their digits where the plain formulas would lose them.
///
/// After Loader, "Fast and accurate computation of binomial probabilities" (2000): a probability is a product of
/// Stirling errors and deviances, each of which is small, so that nothing large is subtracted.
enum Stirling {
    /// δ(z) with Γ(z + 1) = √(2πz) (z/e)^z e^δ(z), for z > 0.
    ///
    /// δ(z) − δ(z + 1) = (z + ½) ln(1 + 1/z) − 1 leads from a small z to one where the asymptotic series has all digits.
    static func error(_ z: Double) -> Double {
        var sum = 0.0
        var argument = z
        while argument < 16 {
            sum += (argument + 0.5) * log1p(1 / argument) - 1
            argument += 1
        }
        let square = 1 / (argument * argument)
        let series = 1 / 1260.0 - square * (1 / 1680.0 - square * (1 / 1188.0 - square * 691 / 360_360))
        return sum + (1 / 12.0 - square * (1 / 360.0 - square * series)) / argument
    }

    /// ln Γ(z), for z > 0.
    static func logGamma(_ z: Double) -> Double {
        (z - 0.5) * log(z) - z + 0.5 * log(2 * Double.pi) + error(z)
    }

    /// x ln(x/mean) + mean − x, which is at least 0, for x ≥ 0 and mean > 0.
    static func deviance(_ x: Double, from mean: Double) -> Double {
        guard x > 0 else { return mean }
        let difference = x - mean
        guard abs(difference) < 0.1 * (x + mean) else { return x * (log(x) - log(mean)) - difference }
        let ratio = difference / (x + mean)
        var sum = difference * ratio
        var power = 2 * x * ratio
        for odd in stride(from: 3.0, to: 2001, by: 2) {
            power *= ratio * ratio
            let next = sum + power / odd
            if next == sum { break }
            sum = next
        }
        return sum
    }

    /// Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) x^a y^b for a, b ≥ 0 and x + y = 1: the binomial probability of real counts.
    static func binomialTerm(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
        if a == 0 { return power(y, b, complement: x) }
        if b == 0 { return power(x, a, complement: y) }
        guard x > 0, y > 0 else { return 0 }
        let count = a + b
        let exponent =
            error(count) - error(a) - error(b) - deviance(a, from: count * x) - deviance(b, from: count * y)
        return exp(exponent) * (count / a / b / (2 * Double.pi)).squareRoot()
    }

    /// x^a e^−x / Γ(a + 1), for a > 0 and x > 0.
    static func gammaTerm(_ a: Double, _ x: Double) -> Double {
        exp(-deviance(a, from: x) - error(a)) / (2 * Double.pi * a).squareRoot()
    }

    /// base^exponent, from whichever of base and 1 − base has more digits.
    private static func power(_ base: Double, _ exponent: Double, complement: Double) -> Double {
        guard exponent > 0 else { return 1 }
        return exp(exponent * (base < 0.5 ? log(base) : log1p(-complement)))
    }
}

extension Stirling {
    /// ln Γ(z + n)/Γ(z), for z > 0 and n ≥ 0.
    static func logRising(_ z: Double, _ n: Double) -> Double {
        // (z + n − ½) ln(z + n) − (z − ½) ln z − n, without subtracting the large parts from each other.
        n * (log(z + n) - 1) + (z - 0.5) * log1p(n / z) + error(z + n) - error(z)
    }
}
