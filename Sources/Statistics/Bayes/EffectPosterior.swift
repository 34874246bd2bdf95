import Foundation

/// What is known about an effect after a test, as a normal distribution.
///
/// The normal likelihood of the estimate times a flat or normal prior: precision 1/v + 1/v₀, mean (d/v + m₀/v₀)/precision.
public struct EffectPosterior: Sendable, Equatable {
    public let mean: Double
    public let standardDeviation: Double

    /// A normal prior, in the effect's own unit.
    public struct Prior: Sendable, Equatable {
        public let mean: Double
        public let variance: Double

        /// `nil` unless the mean is finite and the variance above 0 and finite.
        public init?(mean: Double = 0, variance: Double) {
            guard mean.isFinite, variance > 0, variance < .infinity else { return nil }
            self.mean = mean
            self.variance = variance
        }

        /// N(0, 0.3²), for relative lifts.
        public static let relativeLift = Prior(zeroMeanVariance: 0.09)

        private init(zeroMeanVariance variance: Double) {
            mean = 0
            self.variance = variance
        }
    }

    /// - Parameter prior: flat where `nil`.
    ///
    /// `nil` for an estimate without spread.
    public init?(effect: EffectEstimate, prior: Prior? = nil) {
        guard effect.variance > 0 else { return nil }
        guard let prior else {
            (mean, standardDeviation) = (effect.estimate, effect.standardError)
            return
        }
        let precision = 1 / effect.variance + 1 / prior.variance
        mean = (effect.estimate / effect.variance + prior.mean / prior.variance) / precision
        standardDeviation = (1 / precision).squareRoot()
    }

    /// The probability that the effect is above 0.
    public var chanceToWin: Double { StandardNormal.cumulative(mean / standardDeviation) }

    /// The central credible interval; `nil` for a probability outside (0, 1).
    public func interval(probability: Double = 0.95) -> ConfidenceInterval? {
        Proportion.critical(probability).map {
            ConfidenceInterval(lower: mean - $0 * standardDeviation, upper: mean + $0 * standardDeviation)
        }
    }

    /// What keeping the control loses, E[max(effect, 0)] = σ φ(z) + μ Φ(z), z = μ/σ.
    public var riskOfControl: Double { Self.loss(mean / standardDeviation) * standardDeviation }

    /// What choosing the treatment loses, E[max(−effect, 0)].
    public var riskOfTreatment: Double { Self.loss(-mean / standardDeviation) * standardDeviation }

    /// φ(z) + z Φ(z).
    private static func loss(_ z: Double) -> Double { StandardNormal.density(z) + z * StandardNormal.cumulative(z) }
}
