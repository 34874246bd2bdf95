import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import Statistics
import SweepModel
import TestSupport
import Testing

@Suite("Where an A/B test stands") struct ABAnalysisTests {
    private let world: ABWorld
    init() throws { world = try ABWorld() }

    private func analysis(_ options: ABOptions, at seconds: Double = 2_000) throws -> ABAnalysis {
        try world.desk.analysis(of: world.desk.start(options, by: "ada", at: 500), at: seconds)
    }

    @Test("Without traffic nothing is concluded, and all planned units are to come")
    func empty() throws {
        let analysis = try analysis(world.options())
        #expect(analysis.units == 0 && analysis.missingUnits == analysis.plan.units && analysis.path.isEmpty)
        #expect(analysis.verdict.action == .goOn && analysis.challengers[0].interval == nil)
        #expect(analysis.verdict.reason == "below 100 units in an arm nothing is concluded")
        #expect(analysis.expectedEnd.map { abs($0 - 2_000 - analysis.plan.days * 86_400) < 60 } == true)
    }

    @Test("The interval is the asymptotic sequence's own, at the plan's N*")
    func interval() throws {
        try world.traffic([500, 500], [0.10, 0.12])
        let analysis = try analysis(world.options())
        let control = try #require(Proportion(successes: 50, count: 500))
        let treatment = try #require(Proportion(successes: 60, count: 500))
        let effect = try #require(EffectEstimate(control: ArmSummary(control), treatment: ArmSummary(treatment)))
        let sequence = try #require(
            AsymptoticConfidenceSequence(effect: effect, tightestAt: analysis.plan.pairs[0].units))
        #expect(analysis.challengers[0].interval == sequence.interval)
        #expect(analysis.challengers[0].pValue == sequence.pValue)
        #expect(analysis.path.last?.interval == sequence.interval)
        #expect(!analysis.sampleRatio[0].isAlarm && analysis.verdict.action == .goOn)
    }

    @Test("99 units in an arm are too few, 100 are not")
    func fewest() throws {
        try world.traffic([99, 100], [0.10, 0.12])
        #expect(try analysis(world.options()).challengers[0].interval == nil)
        let other = try ABWorld()
        try other.traffic([100, 100], [0.10, 0.12])
        let test = try other.desk.start(other.options(), by: "ada", at: 500)
        #expect(try other.desk.analysis(of: test, at: 2_000).challengers[0].interval != nil)
    }

    @Test("Arms that didn't get their shares block a promotion")
    func skew() throws {
        try world.traffic([3_000, 2_500], [0.10, 0.20])
        let analysis = try analysis(world.options())
        #expect(analysis.sampleRatio[0].isAlarm && analysis.sampleRatio[0].counts == [3_000, 2_500])
        #expect(analysis.verdict.action == .blocked && analysis.verdict.arm == nil)
    }

    @Test("A worse challenger rolls back, and one that isn't better when the planned units are in")
    func rollBack() throws {
        try world.traffic([3_000, 3_000], [0.16, 0.10])
        let worse = try analysis(world.options())
        #expect(worse.verdict.action == .rollBack && worse.verdict.reason == "every challenger is worse than champion")
        let other = try ABWorld()
        let count = try ABPlan(other.options()).units / 2 + 1
        try other.traffic([count, count], [0.10, 0.10])
        let test = try other.desk.start(other.options(), by: "ada", at: 500)
        let even = try other.desk.analysis(of: test, at: 2_000)
        #expect(even.verdict.action == .rollBack && even.missingUnits == 0 && even.expectedEnd == nil)
    }

    @Test("Less is better where the goal says so")
    func minimize() throws {
        try world.traffic([3_000, 3_000], [0.16, 0.10])
        #expect(try analysis(world.options(goal: .minimize)).verdict.action == .promote)
    }

    @Test("Phases are compared each by itself: a change of traffic between them is no effect")
    func phases() throws {
        let test = try world.desk.start(world.options(weights: [0.9, 0.1]), by: "ada", at: 500)
        try world.traffic([2_700, 300], [0.10, 0.10])
        let second = try world.desk.reweigh(test, to: [0.5, 0.5], by: "ada", at: 5_000)
        // In the second phase everybody buys three times as much; pooled, the challenger would seem far better.
        try world.traffic([1_500, 1_500], [0.30, 0.30], phase: 2, at: 5_500)
        let analysis = try world.desk.analysis(of: second, at: 6_000)
        #expect(analysis.challengers[0].estimate.map { abs($0) < 1e-12 } == true)
        #expect(analysis.sampleRatio.map(\.phase) == [1, 2] && !analysis.sampleRatio.contains(where: \.isAlarm))
        #expect(analysis.arms.map(\.units) == [4_200, 1_800])
    }

    @Test("Shadow and Thompson have no verdict; a Thompson test has probabilities and new weights")
    func noVerdict() throws {
        try world.traffic([2_000, 2_000], [0.10, 0.16])
        let thompson = try analysis(world.options(allocation: .thompson(floor: 0.1)))
        #expect(thompson.verdict.action == .none && thompson.verdict.arm == nil)
        #expect(thompson.arms[1].bestProbability.map { $0 > 0.99 } == true)
        let weights = try world.desk.thompsonWeights(thompson)
        #expect(weights[1] <= 0.9 && weights[1] > 0.89 && abs(weights.reduce(0, +) - 1) < 1e-12)
        let other = try ABWorld()
        let shadow = try other.desk.start(other.options(mode: .shadow), by: "ada", at: 500)
        #expect(try other.desk.analysis(of: shadow, at: 600).verdict.action == .none)
        #expect(throws: ABError.self) { try other.desk.thompsonWeights(other.desk.analysis(of: shadow, at: 600)) }
    }

    @Test("CUPED by sums is CUPED by units")
    func cuped() throws {
        var generator = SplitMix64(seed: 3)
        func share() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
        let store = try TrafficStore(path: world.store.root + "/" + StoreKey.traffic, access: .writing)
        var (values, covariates) = ([[Double]](repeating: [], count: 2), [[Double]](repeating: [], count: 2))
        var batch = TrafficBatch()
        for index in 0..<800 {
            let arm = index % 2
            let x = 1e6 + 10 * share()
            let y = 3 * (x - 1e6) + 20 * share() + Double(arm)
            values[arm].append(y)
            covariates[arm].append(x)
            let unit = "u\(index)"
            batch.exposures.append(
                Exposure(
                    test: "ab-1", unit: unit, phase: 1, arm: ["champion", "challenger"][arm], at: 600, covariate: x))
            batch.outcomes.append(
                UnitOutcome(idempotencyKey: unit, test: "ab-1", unit: unit, metric: "conversion", value: y, at: 601))
        }
        try store.record(batch)
        var options = try world.options(covariate: true)
        (options.measure, options.standardDeviation) = (.mean, 10)
        let found = try #require(try analysis(options).challengers.first)
        let arms = try zip(values, covariates).map { try #require(Cuped.Arm(outcomes: $0, covariates: $1)) }
        let cuped = try #require(Cuped(control: arms[0], treatment: arms[1]))
        #expect(found.covariate.map { abs($0.theta - cuped.theta) < 1e-6 } == true)
        #expect(abs((found.estimate ?? .nan) - (cuped.test?.effect.estimate ?? 0)) < 1e-6)
        let rho = try #require(found.covariate?.correlation)
        #expect(abs((found.covariate?.narrowing ?? 0) - (1 - rho * rho).squareRoot()) < 0.01)
    }

    @Test("Guardrails: safe, open and breached; latency, errors and a second metric")
    func guardrails() throws {
        try world.traffic([2_000, 2_000], [0.10, 0.10], errors: [20, 20])
        let standing = try analysis(
            world.options(guardrails: ["latency_ms<=+5", "error_rate<=+0.001", "conversion>=-0.5"])
        ).guardrails
        #expect(standing.map(\.isSafe) == [true, false, true] && !standing.contains(where: \.isBreached))
        #expect(standing.allSatisfy { ($0.lowerBound ?? .nan) <= ($0.upperBound ?? .nan) })
    }

    @Test("The document of a status is JSON that reads back")
    func json() throws {
        try world.traffic([500, 500], [0.10, 0.12])
        let document = try analysis(world.options(guardrails: ["latency_ms<=+5"])).json
        #expect(try JSON(parsing: document.text()) == document)
        #expect(document["schema"] == "stepsweep.ab-status" && document["verdict"]?["action"] == "go-on")
    }
}
