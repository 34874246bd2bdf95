import Foundation

/// The binomial distribution: successes among `count` independent trials of one probability.
public struct Binomial: Sendable, Equatable {
    public let count: Int
    public let probability: Double

    /// `nil` for a negative count or a probability outside [0, 1].
    public init?(count: Int, probability: Double) {
        guard count >= 0, probability >= 0, probability <= 1 else { return nil }
        self.count = count
        self.probability = probability
    }

    /// P(X = k), by Loader's saddle-point form (2000); 0 outside 0...count.
    public func mass(_ k: Int) -> Double {
        guard k >= 0, k <= count else { return 0 }
        return Stirling.binomialTerm(Double(k), Double(count - k), x: probability, y: 1 - probability)
    }

    /// P(X ≤ k) = I_{1−p}(n − k, k + 1).
    public func cumulative(_ k: Int) -> Double {
        if k < 0 { return 0 }
        if k >= count { return 1 }
        return IncompleteBeta(Double(k) + 1, Double(count - k), x: probability, y: 1 - probability).upper
    }

    /// P(X > k), with its relative digits where it is small.
    public func upperTail(_ k: Int) -> Double {
        if k < 0 { return 1 }
        if k >= count { return 0 }
        return IncompleteBeta(Double(k) + 1, Double(count - k), x: probability, y: 1 - probability).lower
    }
}
