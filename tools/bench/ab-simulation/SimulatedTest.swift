import Decisions
import Foundation
import JSON
import ResultStore
import Statistics
import SweepModel

/// An A/B test whose truth is known, looked at again and again by the analysis of `stepsweep ab status`.
struct SimulatedTest {
    let test: ABTest
    let plan: ABPlan
    private static let day = 86_400.0

    /// - Parameters:
    ///   - phases: the weights of each phase, the control's first; the phases take equal parts of the units.
    init(_ options: ABOptions, phases: [[Double]]) throws {
        let stored = StoredTest(
            number: 1, options: try JSON(encoding: options), startedAt: 0, startedBy: "simulation",
            phases: phases.enumerated().map {
                StoredPhase(phase: $0 + 1, weights: $1, beganAt: Double($0) * Self.day, beganBy: "simulation")
            })
        test = try ABTest(stored)
        plan = try ABPlan(options)
    }

    static func options(
        measure: UnitMeasure = .proportion, baseline: Double, effect: Double, deviation: Double? = nil, weights: [Double],
        guardrails: [Guardrail] = [], usesCovariate: Bool = false, allowed alpha: Double = 0.05
    ) -> ABOptions {
        let names = ["champion", "challenger"] + (2..<max(2, weights.count)).map { "challenger-\($0)" }
        let arms = zip(names, weights).enumerated().map { place, arm in
            ServingArm(
                name: arm.0, version: place + 1, weight: arm.1, model: .builtIn(key: "simulated", digest: "simulated"))
        }
        return ABOptions(
            metric: Metric(name: "outcome", goal: .maximize), measure: measure, baseline: baseline,
            standardDeviation: deviation, effect: effect, alpha: alpha, trafficPerDay: 10_000, arms: arms,
            guardrails: guardrails, usesCovariate: usesCovariate)
    }

    /// One more unit, whose arm follows the weights.
    struct Unit {
        let arm: Int
        let value: Double
        var covariate: Double?
    }

    /// The sums of `count` units at `looks` equal distances.
    func series(
        count: Int, looks: Int, _ generator: inout SplitMix64, unit: (inout SplitMix64, [Double]) -> Unit
    ) -> UnitSeries {
        var series = UnitSeries(cuts: (1...looks).map(Double.init))
        var now: [PhaseArm: UnitSums] = [:]
        var next = 0
        for look in 1...looks {
            while next < count * look / looks {
                let phase = test.phases[next * test.phases.count / count]
                let unit = unit(&generator, phase.weights)
                let place = PhaseArm(phase: phase.phase, arm: test.options.arms[unit.arm].name)
                now[place, default: UnitSums()].add(unit)
                next += 1
            }
            for (place, sums) in now {
                series.sums[place, default: [UnitSums](repeating: UnitSums(), count: looks)][look - 1] = sums
            }
        }
        return series
    }

    func analysis(_ data: ABData) throws -> ABAnalysis { try ABAnalysis(test, data, at: Self.day, plan: plan) }
}

extension UnitSums {
    fileprivate mutating func add(_ unit: SimulatedTest.Unit) {
        count += 1
        values += unit.value
        squares += unit.value * unit.value
        guard let x = unit.covariate else { return }
        covered += 1
        covariates += x
        covariateSquares += x * x
        products += x * unit.value
        coveredValues += unit.value
    }
}

extension SplitMix64 {
    /// From 0 to below 1.
    mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// The place of a share among weights.
    mutating func arm(_ weights: [Double]) -> Int {
        var left = share()
        for (place, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return place }
        }
        return weights.count - 1
    }

    /// Two independent values of N(0, 1), by Box & Muller (1958).
    mutating func normals() -> (Double, Double) {
        let radius = (-2 * log(1 - share())).squareRoot()
        let angle = 2 * Double.pi * share()
        return (radius * cos(angle), radius * sin(angle))
    }
}
