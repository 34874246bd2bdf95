import Foundation

/// The range of `count` independent standard normals: the studentised range for infinitely many degrees of freedom.
///
/// P(Q ≤ q) = k ∫ φ(z) (Φ(z) − Φ(z − q))^(k−1) dz (Tukey 1953), by the trapezoidal rule, which converges exponentially here.
public struct StudentizedRange: Sendable, Equatable {
    public let count: Int

    /// `nil` for fewer than 2 normals.
    public init?(count: Int) {
        guard count >= 2 else { return nil }
        self.count = count
    }

    /// P(Q ≤ q); 0 for q ≤ 0, NaN for NaN.
    public func cumulative(_ q: Double) -> Double {
        guard q > 0 else { return q.isNaN ? .nan : 0 }
        let sum = integral { StandardNormal.cumulative($0) - StandardNormal.cumulative($0 - q) }
        return min(1, sum)
    }

    /// P(Q > q), with its relative digits where it is small.
    public func upperTail(_ q: Double) -> Double {
        guard q > 0 else { return q.isNaN ? .nan : 1 }
        let others = Double(count - 1)
        var sum = 0.0
        Self.eachPoint { z in
            let below = StandardNormal.cumulative(z)
            let missing = StandardNormal.cumulative(z - q) / below
            guard missing > 0 else { return }
            let product = exp(others * StandardNormal.logCumulative(z))
            sum += StandardNormal.density(z) * product * -expm1(others * log1p(-missing))
        }
        return min(1, Double(count) * Self.step * sum)
    }

    /// The q with `upperTail(q)` = `probability`: ∞ for 0, 0 for 1, NaN outside [0, 1].
    public func upperQuantile(_ probability: Double) -> Double {
        guard probability >= 0, probability <= 1 else { return .nan }
        if probability == 0 { return .infinity }
        if probability == 1 { return 0 }
        let target = log(probability)
        let fromBelow = log1p(-probability)
        return increasingRoot(from: 0, to: 60, start: 3) { q in
            // The tail that is smaller has the digits.
            probability < 0.5
                ? (target - log(upperTail(q)), density(q) / upperTail(q))
                : (log(cumulative(q)) - fromBelow, density(q) / cumulative(q))
        }
    }

    /// k (k − 1) ∫ φ(z) φ(z − q) (Φ(z) − Φ(z − q))^(k−2) dz.
    public func density(_ q: Double) -> Double {
        guard q > 0 else { return q.isNaN ? .nan : 0 }
        var sum = 0.0
        Self.eachPoint { z in
            let between = StandardNormal.cumulative(z) - StandardNormal.cumulative(z - q)
            sum += StandardNormal.density(z) * StandardNormal.density(z - q) * pow(between, Double(count - 2))
        }
        return Double(count) * Double(count - 1) * Self.step * sum
    }

    private func integral(_ between: (Double) -> Double) -> Double {
        var sum = 0.0
        Self.eachPoint { sum += StandardNormal.density($0) * pow(between($0), Double(count - 1)) }
        return Double(count) * Self.step * sum
    }

    private static let step = 1 / 32.0

    private static func eachPoint(_ visit: (Double) -> Void) {
        for index in -1216...1216 { visit(Double(index) * step) }
    }
}
