internal import Foundation
internal import ResultStore
internal import Statistics
internal import SweepModel

/// How many units a test needs, known before it starts.
public struct ABPlan: Sendable, Equatable {
    /// One challenger against the control.
    public struct Pair: Sendable, Equatable {
        public let arm: String
        /// N*, units in both arms when the sequence has the asked power.
        public let units: Double
        /// The challenger's share of the two arms' units.
        public let share: Double
    }

    /// In the order of the challengers.
    public let pairs: [Pair]
    /// Units in all arms when every pair has its own.
    public let units: Int
    /// What a test with one look at a fixed end would need: the arcsine transform for proportions, a z test for means.
    public let fixedUnits: Int
    /// Days of traffic, the ramp counted.
    public let days: Double
    public let fixedDays: Double
    /// In equal distances, of which the power was computed.
    public let looks: Int

    /// Whether a peeking test costs so many times the units.
    public var factor: Double { Double(units) / Double(max(fixedUnits, 1)) }

    /// - Throws: `ABError.invalid` for a plan without an end.
    public init(_ options: ABOptions) throws {
        guard let sequential = SequentialPlan(alpha: options.alphaOfEach, power: options.power) else {
            throw ABError.invalid(
                option: "--power", problem: "must be between --alpha and 1", received: String(options.power))
        }
        let (control, treatment) = try Self.variances(options)
        var pairs: [Pair] = []
        var (units, fixed) = (0.0, 0.0)
        for arm in options.challengers {
            let both = options.arms[0].weight + arm.weight
            let share = arm.weight / both
            guard
                let count = sequential.count(
                    difference: options.effect, variances: (control, treatment), treatmentShare: share),
                let once = Self.fixed(options, share: share)
            else { throw Self.tooSmall(options) }
            pairs.append(Pair(arm: arm.name, units: count, share: share))
            units = max(units, count / both)
            fixed = max(fixed, once / both)
        }
        // A count beyond this has no meaning for traffic of any kind.
        guard units < 1e15 else { throw Self.tooSmall(options) }
        self.pairs = pairs
        self.units = Int(units.rounded(.up))
        fixedUnits = Int(fixed.rounded(.up))
        days = Self.days(units, options, from: 0, perDay: options.trafficPerDay)
        fixedDays = Self.days(fixed, options, from: 0, perDay: options.trafficPerDay)
        looks = sequential.looks
    }

    /// Of one unit's value in the control, and in a challenger with the effect.
    private static func variances(_ options: ABOptions) throws -> (Double, Double) {
        switch options.measure {
        case .mean:
            guard let deviation = options.standardDeviation else {
                throw ABError.invalid(
                    option: "--sd", problem: "a mean needs the standard deviation of one unit's value",
                    received: "nothing")
            }
            return (deviation * deviation, deviation * deviation)
        case .proportion:
            let other = treatmentRate(options)
            guard other > 0, other < 1 else {
                throw ABError.invalid(
                    option: "--mde",
                    problem:
                        "is absolute: with --baseline \(options.baseline) the challenger's rate would be outside of 0 to 1",
                    received: String(options.effect))
            }
            return (options.baseline * (1 - options.baseline), other * (1 - other))
        }
    }

    private static func treatmentRate(_ options: ABOptions) -> Double {
        options.baseline + (options.metric.goal == .maximize ? options.effect : -options.effect)
    }

    /// Units in both arms of a test with a fixed end.
    private static func fixed(_ options: ABOptions, share: Double) -> Double? {
        let ratio = share / (1 - share)
        guard let design = TwoArmDesign(alpha: options.alphaOfEach, power: options.power, ratio: ratio) else {
            return nil
        }
        let first =
            switch options.measure {
            case .proportion: design.countArcsine(options.baseline, treatmentRate(options))
            case .mean: options.standardDeviation.flatMap { design.countZ(effect: options.effect / $0) }
            }
        return first.map { $0 * (1 + ratio) }
    }

    private static func tooSmall(_ options: ABOptions) -> ABError {
        .invalid(
            option: "--mde", problem: "is too small: no traffic of this world would find it",
            received: String(options.effect))
    }

    /// How long so many units take, from some seconds behind the start on, in days.
    static func days(_ units: Double, _ options: ABOptions, from seconds: Double, perDay: Double) -> Double {
        let day = 86_400.0
        var (left, now) = (units, seconds)
        for step in options.ramp where step.afterSeconds > now {
            let here = options.coverage(after: now) * perDay / day
            let gathered = here * (step.afterSeconds - now)
            if gathered >= left { return (now - seconds + left / here) / day }
            left -= gathered
            now = step.afterSeconds
        }
        return (now - seconds + left / (options.coverage(after: now) * perDay / day)) / day
    }
}
