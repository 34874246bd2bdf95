import Foundation

/// The beta distribution on [0, 1]: density x^(a−1) (1 − x)^(b−1) / B(a, b).
public struct BetaDistribution: Sendable, Equatable {
    public let a: Double
    public let b: Double

    /// `nil` unless both shapes are above 0 and finite.
    public init?(_ a: Double, _ b: Double) {
        guard a > 0, b > 0, a < .infinity, b < .infinity else { return nil }
        self.a = a
        self.b = b
    }

    public var mean: Double { a / (a + b) }
    public var variance: Double { (a / (a + b)) * (b / (a + b)) / (a + b + 1) }

    /// The density at `x`; 0 outside [0, 1], ∞ at an end whose shape is below 1, NaN for NaN.
    public func density(_ x: Double) -> Double {
        guard x >= 0, x <= 1 else { return x.isNaN ? .nan : 0 }
        if x == 0 { return a < 1 ? .infinity : (a == 1 ? b : 0) }
        if x == 1 { return b < 1 ? .infinity : (b == 1 ? a : 0) }
        return IncompleteBeta.kernel(a, b, x: x, y: 1 - x) / x / (1 - x)
    }

    /// I_x(a, b), the probability of a value of at most `x`; 0 below 0 and 1 above 1, NaN for NaN.
    public func cumulative(_ x: Double) -> Double {
        let clamped = min(max(x, 0), 1)
        return x.isNaN ? .nan : IncompleteBeta(a, b, x: clamped, y: 1 - clamped).lower
    }

    /// The probability of a value above `x`, without subtraction in the tail.
    public func upperTail(_ x: Double) -> Double {
        let clamped = min(max(x, 0), 1)
        return x.isNaN ? .nan : IncompleteBeta(a, b, x: clamped, y: 1 - clamped).upper
    }

    /// The x with `cumulative(x)` = `probability`; NaN outside [0, 1].
    public func quantile(_ probability: Double) -> Double { point(probability)?.x ?? .nan }

    /// The x with `upperTail(x)` = `probability`; NaN outside [0, 1].
    public func upperQuantile(_ probability: Double) -> Double {
        guard let mirrored = BetaDistribution(b, a) else { return .nan }
        return mirrored.point(probability)?.y ?? .nan
    }

    /// The quantile and its distance from 1, each with its own digits.
    ///
    /// Newton on the log-odds of x and the logarithm of the smaller tail, where the function is nearly straight.
    func point(_ probability: Double) -> (x: Double, y: Double)? {
        guard probability >= 0, probability <= 1 else { return nil }
        if probability == 0 { return (0, 1) }
        if probability == 1 { return (1, 0) }
        let isLower = probability <= 0.5
        let target = log(isLower ? probability : 1 - probability)
        let logOdds = increasingRoot(from: -745, to: 745, start: log(a / b)) { point in
            let (x, y) = Self.fromLogOdds(point)
            let kernel = IncompleteBeta.kernel(a, b, x: x, y: y)
            let tails = IncompleteBeta(a, b, x: x, y: y)
            return isLower
                ? (log(tails.lower) - target, kernel / tails.lower)
                : (target - log(tails.upper), kernel / tails.upper)
        }
        return Self.fromLogOdds(logOdds)
    }

    static func fromLogOdds(_ value: Double) -> (x: Double, y: Double) {
        let small = exp(-abs(value)) / (1 + exp(-abs(value)))
        let large = 1 / (1 + exp(-abs(value)))
        return value < 0 ? (small, large) : (large, small)
    }
}
