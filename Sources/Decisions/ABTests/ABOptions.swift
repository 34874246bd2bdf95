public import ResultStore
public import SweepModel

/// What an A/B test is asked to find out, and how it may end: fixed when it starts.
public struct ABOptions: Sendable, Equatable, Codable {
    /// The outcome's name, and which way is better.
    public var metric: Metric
    public var measure: UnitMeasure
    /// What the control is believed to have, in the metric's unit.
    public var baseline: Double
    /// Of one unit's value; of a mean alone.
    public var standardDeviation: Double?
    /// The smallest difference worth finding, above 0 and in the metric's unit.
    public var effect: Double
    /// The chance of a false alarm, over all looks and challengers.
    public var alpha: Double
    public var power: Double
    /// Units a day at full coverage.
    public var trafficPerDay: Double
    /// The first one is the control; their weights are those of the first phase.
    public var arms: [ServingArm]
    /// Shares of all units, by seconds behind the start; empty covers all at once.
    public var ramp: [RampStep]
    public var mode: ServingDocument.Mode
    public var guardrails: [Guardrail]
    /// Whether outcomes are freed from what a covariate of before the exposure explains.
    public var usesCovariate: Bool
    public var allocation: Allocation

    public struct RampStep: Sendable, Equatable, Codable {
        public var afterSeconds: Double
        public var share: Double

        public init(afterSeconds: Double, share: Double) {
            self.afterSeconds = afterSeconds
            self.share = share
        }
    }

    public enum Allocation: Sendable, Equatable, Codable {
        /// Weights change by a person's word alone; this is what verdicts are about.
        case fixed
        /// Weights follow the arms' success, none below the floor; such data have no verdict.
        case thompson(floor: Double)
    }

    public init(
        metric: Metric, measure: UnitMeasure = .proportion, baseline: Double, standardDeviation: Double? = nil,
        effect: Double, alpha: Double = 0.05, power: Double = 0.8, trafficPerDay: Double, arms: [ServingArm],
        ramp: [RampStep] = [], mode: ServingDocument.Mode = .split, guardrails: [Guardrail] = [],
        usesCovariate: Bool = false, allocation: Allocation = .fixed
    ) {
        self.metric = metric
        self.measure = measure
        self.baseline = baseline
        self.standardDeviation = standardDeviation
        self.effect = effect
        self.alpha = alpha
        self.power = power
        self.trafficPerDay = trafficPerDay
        self.arms = arms
        self.ramp = ramp
        self.mode = mode
        self.guardrails = guardrails
        self.usesCovariate = usesCovariate
        self.allocation = allocation
    }

    public var challengers: ArraySlice<ServingArm> { arms.dropFirst() }

    /// Each comparison's share of `alpha`; what Holm's method gives the first of them.
    public var alphaOfEach: Double { alpha / Double(max(challengers.count, 1)) }

    /// The share of units in the test, some seconds behind its start.
    func coverage(after seconds: Double) -> Double {
        guard !ramp.isEmpty else { return 1 }
        return ramp.last { $0.afterSeconds <= seconds }?.share ?? 0
    }
}
