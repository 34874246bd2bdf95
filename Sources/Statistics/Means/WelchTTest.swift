import Foundation

/// Welch's t test: do two means differ, each arm with a variance of its own?
///
/// Welch (Biometrika 34, 1947): t = (estimate − margin)/√variance with Satterthwaite's degrees of freedom. On the relative scale
/// the variance is the delta method's.
public struct WelchTTest: Sendable, Equatable {
    public let effect: EffectEstimate
    /// The effect under the null hypothesis, in the effect's unit.
    public let margin: Double
    private let test: StudentMeanTest

    /// - Parameter margin: 0 where not given; a guardrail names the loss that it tolerates, −0.01 for one point.
    ///
    /// `nil` for arms of 1 with spread in them, or a margin that is not finite.
    public init?(effect: EffectEstimate, margin: Double = 0) {
        guard
            let test = StudentMeanTest(
                mean: effect.estimate - margin, standardError: effect.standardError,
                degreesOfFreedom: effect.degreesOfFreedom)
        else { return nil }
        self.effect = effect
        self.margin = margin
        self.test = test
    }

    public var t: Double { test.t }
    public var degreesOfFreedom: Double { effect.degreesOfFreedom }
    /// Two-sided.
    public var pValue: Double { test.pValue }
    /// Against the alternative that the effect is above the margin.
    public var pValueGreater: Double { test.pValueGreater }
    /// Against the alternative that the effect is below the margin.
    public var pValueLess: Double { StudentT(degreesOfFreedom: degreesOfFreedom)?.cumulative(t) ?? .nan }

    /// Two-sided, around the estimate; `nil` for a confidence outside (0, 1).
    public func interval(confidence: Double = 0.95) -> ConfidenceInterval? {
        test.interval(confidence: confidence).map {
            ConfidenceInterval(lower: $0.lower + margin, upper: $0.upper + margin)
        }
    }

    /// From the one-sided lower bound to ∞, and from −∞ to the one-sided upper bound, each at the confidence.
    public func oneSided(confidence: Double = 0.95) -> (atLeast: ConfidenceInterval, atMost: ConfidenceInterval)? {
        guard confidence > 0, confidence < 1, let student = StudentT(degreesOfFreedom: degreesOfFreedom) else {
            return nil
        }
        let error = effect.standardError
        let half = error == 0 ? 0 : student.upperQuantile(1 - confidence) * error
        return (
            ConfidenceInterval(lower: effect.estimate - half, upper: .infinity),
            ConfidenceInterval(lower: -.infinity, upper: effect.estimate + half)
        )
    }
}
