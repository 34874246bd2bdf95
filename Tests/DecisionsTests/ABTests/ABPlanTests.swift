import Decisions
import Foundation
import ResultStore
import SweepModel
import Testing

@Suite("What an A/B test takes") struct ABPlanTests {
    private func options(
        baseline: Double = 0.10, effect: Double = 0.01, weights: [Double] = [0.5, 0.5], ramp: [ABOptions.RampStep] = [],
        measure: UnitMeasure = .proportion, deviation: Double? = nil
    ) -> ABOptions {
        ABOptions(
            metric: Metric(name: "conversion", goal: .maximize), measure: measure, baseline: baseline,
            standardDeviation: deviation, effect: effect, trafficPerDay: 20_000,
            arms: weights.enumerated().map {
                ServingArm(name: "a\($0)", version: $0 + 1, weight: $1, model: .http(url: "http://127.0.0.1/"))
            }, ramp: ramp)
    }

    @Test("The fixed horizon is the published count, and the sequential test needs less than twice as many")
    func counts() throws {
        let plan = try ABPlan(options())
        #expect(plan.fixedUnits == 29_489)
        #expect((1.5...2).contains(plan.factor))
        #expect(abs(plan.days - Double(plan.units) / 20_000) < 1e-3)
    }

    @Test("Unequal shares and more challengers need more units")
    func shares() throws {
        let even = try ABPlan(options())
        #expect(try ABPlan(options(weights: [0.9, 0.1])).units > 5 * even.units / 2)
        #expect(try ABPlan(options(weights: [0.4, 0.3, 0.3])).units > 5 * even.units / 4)
    }

    @Test("A ramp takes longer by what it holds back")
    func ramp() throws {
        let steps = try ABText.ramp("10%,50%,100%", every: "1d")
        let plan = try ABPlan(options(ramp: steps))
        // The first two days bring 0.1 and 0.5 days' units.
        #expect(abs(plan.days - (2 + Double(plan.units) / 20_000 - 0.6)) < 1e-3)
    }

    @Test("A mean is planned by its standard deviation")
    func mean() throws {
        let plan = try ABPlan(options(baseline: 12, effect: 0.5, measure: .mean, deviation: 40))
        #expect((200_000..<202_000).contains(plan.fixedUnits))
    }

    @Test("What can't be planned is refused with what is allowed")
    func refusals() {
        #expect(throws: ABError.self) { try ABPlan(options(baseline: 0.995)) }
        #expect(throws: ABError.self) { try ABPlan(options(effect: 1e-12)) }
        #expect(throws: ABError.self) { try ABPlan(options(measure: .mean)) }
    }

    @Test(
        "Splits, ramps, times and guardrails that can't be meant",
        arguments: [
            "90/20", "90", "100/0", "-10/110", "90/10/0", "a/b", "", "50//50", "1e1/90", "nan/50", "99.95/0.05",
        ])
    func splits(text: String) {
        #expect(throws: ABError.self) { try ABText.weights(text, arms: 2, option: "--split") }
    }

    @Test(
        "Ramps", arguments: ["10", "50%,10%", "10%,10%", "0%,50%", "50%,101%", "%", "", "10%,,50%", "-5%,10%", "nan%"])
    func ramps(text: String) {
        #expect(throws: ABError.self) { try ABText.ramp(text, every: "1d") }
    }

    @Test("Times", arguments: ["", "d", "0d", "-1d", "1", "1y", "1.5.2h", "1e3d", "99999999w", "inf d"])
    func times(text: String) {
        #expect(throws: ABError.self) { try ABText.seconds(text, option: "--every") }
    }

    @Test(
        "Guardrails",
        arguments: [
            "latency_ms", "latency_ms<5", "latency_ms<=-5", "x>=+1", "<=5", "a b<=1", "x<=nan", "x<=inf", "x<=", "x=<5",
            "",
        ])
    func guardrails(text: String) {
        #expect(throws: ABError.self) { try Guardrail(parsing: text) }
    }

    @Test("A guardrail's text reads back", arguments: ["latency_ms<=+5", "error_rate<=0", "revenue>=-0.25"])
    func guardrailText(text: String) throws {
        #expect(try Guardrail(parsing: text).text == text)
    }
}
