public import Statistics

/// Where an A/B test stands: whether its arms got their shares, what is known of the effects, whether anything is harmed.
///
/// Every number may be looked at as often as one likes: intervals, p values and alarms hold at all looks together.
public struct ABAnalysis: Sendable, Equatable {
    /// Below so many units in an arm, nothing is concluded: the sequences hold for many.
    public static let fewestUnits = 100
    /// A sample-ratio check alarms below this.
    public static let sampleRatioAlpha = 0.001

    public let test: ABTest
    public let plan: ABPlan
    /// In seconds since 1970.
    public let at: Double
    /// In the test's order; the first is the control.
    public let arms: [Arm]
    /// One a phase.
    public let sampleRatio: [SampleRatio]
    public let challengers: [Challenger]
    public let guardrails: [GuardrailStanding]
    /// Intervals over time, challenger by challenger.
    public let path: [PathPoint]
    /// Units in all arms so far, and how many are still to come by the plan.
    public let units: Int
    public let missingUnits: Int
    /// Seconds since 1970; `nil` where the planned units are in, or none came yet.
    public let expectedEnd: Double?
    public let verdict: ABVerdict

    public struct Arm: Sendable, Equatable {
        public let name: String
        public let version: Int
        /// Now.
        public let weight: Double
        public let units: Int
        /// Over all phases; `nil` without units.
        public let mean: Double?
        public let requests: Int
        public let errors: Int
        /// Of answered requests; `nil` without one.
        public let meanMilliseconds: Double?
        /// Rows in shadow mode that were compared with the control's answer, and how many were equal.
        public let compared: Int
        public let agreed: Int
        /// The chance that this arm has the best rate, and what choosing it would lose; of proportions alone. To stop by these doesn't
        /// control false alarms.
        public let bestProbability: Double?
        public let expectedLoss: Double?
    }

    public struct SampleRatio: Sendable, Equatable {
        public let phase: Int
        /// In the order of the arms.
        public let weights: [Double]
        public let counts: [Int]
        /// Valid at every look, and for all phases together.
        public let pValue: Double

        public var isAlarm: Bool { pValue < ABAnalysis.sampleRatioAlpha }
    }

    public struct Challenger: Sendable, Equatable {
        public let arm: String
        /// The challenger less the control; `nil` below the fewest units.
        public let estimate: Double?
        /// Holds at all looks, and for all challengers together.
        public let interval: ConfidenceInterval?
        /// By Holm's method over the challengers.
        public let pValue: Double?
        /// N/N*: 1 when the planned units are in.
        public let progress: Double
        /// With a covariate alone.
        public let covariate: Covariate?
    }

    public struct Covariate: Sendable, Equatable {
        public let theta: Double
        /// Between outcome and covariate; intervals narrow by √(1 − ρ²).
        public let correlation: Double
        /// The share of units that have one.
        public let coverage: Double
        /// The interval's width over the one without the covariate.
        public let narrowing: Double
    }

    public struct GuardrailStanding: Sendable, Equatable {
        public let guardrail: Guardrail
        public let arm: String
        /// The challenger less the control; `nil` below the fewest units.
        public let estimate: Double?
        /// One-sided bounds, each of which holds at all looks.
        public let lowerBound: Double?
        public let upperBound: Double?

        /// Harm beyond the margin is certain.
        public var isBreached: Bool {
            switch guardrail.bound {
            case .atMost: lowerBound.map { $0 > guardrail.margin } ?? false
            case .atLeast: upperBound.map { $0 < guardrail.margin } ?? false
            }
        }

        /// Harm beyond the margin is ruled out.
        public var isSafe: Bool {
            switch guardrail.bound {
            case .atMost: upperBound.map { $0 <= guardrail.margin } ?? false
            case .atLeast: lowerBound.map { $0 >= guardrail.margin } ?? false
            }
        }
    }

    public struct PathPoint: Sendable, Equatable {
        /// Seconds since 1970.
        public let at: Double
        public let arm: String
        /// In both arms.
        public let units: Int
        public let estimate: Double
        public let interval: ConfidenceInterval
    }
}
