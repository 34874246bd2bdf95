import Foundation
import Statistics
import Testing

@Suite("The plan of a sequential test") struct SequentialPlanTests {
    @Test("One look at the end is the normal power at the sequence's boundary there")
    func oneLook() throws {
        let plan = try #require(SequentialPlan(alpha: 0.05, power: 0.8, looks: 1))
        // The boundary at N* in standard errors: √(2 (1 + 1/I) (½ ln(1 + I) − ln α)), I = −2 ln α + ln(1 − 2 ln α).
        let information = -2 * log(0.05) + log(1 - 2 * log(0.05))
        let boundary = (2 * (1 + 1 / information) * (0.5 * log(1 + information) - log(0.05))).squareRoot()
        #expect(abs(plan.drift - (boundary + StandardNormal.quantile(0.8))) < 1e-4)
    }

    @Test("More looks find more, and never by chance more than alpha")
    func looks() {
        let powers = [1, 5, 20, 80].map { SequentialPlan.power(drift: 3.6, alpha: 0.05, looks: $0) }
        #expect(zip(powers, powers.dropFirst()).allSatisfy { $0 < $1 })
        let chances = [1, 5, 20, 80].map { SequentialPlan.power(drift: 0, alpha: 0.05, looks: $0) }
        #expect(zip(chances, chances.dropFirst()).allSatisfy { $0 < $1 } && chances[3] < 0.05)
    }

    @Test("The integral agrees with walks that are thrown", arguments: [0.05, 0.01])
    func walks(alpha: Double) throws {
        let plan = try #require(SequentialPlan(alpha: alpha, power: 0.8))
        let information = -2 * log(alpha) + log(1 - 2 * log(alpha))
        var generator = SplitMix64(seed: 7)
        let runs = 20_000
        let found = (0..<runs).count { _ in
            var sum = 0.0
            return (1...plan.looks).contains { look in
                let time = Double(look) / Double(plan.looks)
                let step = 1 / Double(plan.looks)
                let chance = Double(generator.next() >> 11) * 0x1p-53 + 0x1p-54
                sum += plan.drift * step + StandardNormal.quantile(chance) * step.squareRoot()
                let level = 2 * (1 + 1 / (time * information)) * (0.5 * log(1 + time * information) - log(alpha))
                return abs(sum) > (time * level).squareRoot()
            }
        }
        // Four standard errors of a share of 0.8.
        #expect(abs(Double(found) / Double(runs) - 0.8) < 4 * (0.16 / Double(runs)).squareRoot())
    }

    @Test("Units grow as 1/effect², and unequal arms need more")
    func counts() throws {
        let plan = try #require(SequentialPlan())
        let even = try #require(plan.count(difference: 0.01, variances: (0.09, 0.09), treatmentShare: 0.5))
        let half = try #require(plan.count(difference: 0.005, variances: (0.09, 0.09), treatmentShare: 0.5))
        let uneven = try #require(plan.count(difference: 0.01, variances: (0.09, 0.09), treatmentShare: 0.1))
        #expect(abs(half / even - 4) < 1e-9)
        #expect(abs(uneven / even - 0.25 / 0.09) < 1e-9)
    }

    @Test("What is no plan is none")
    func refusals() {
        #expect(SequentialPlan(alpha: 0) == nil && SequentialPlan(alpha: .nan) == nil)
        #expect(SequentialPlan(alpha: 0.05, power: 0.05) == nil && SequentialPlan(power: 1) == nil)
        #expect(SequentialPlan(looks: 0) == nil && SequentialPlan(looks: 1_001) == nil)
        let plan = SequentialPlan()
        #expect(plan?.count(difference: 0, variances: (1, 1), treatmentShare: 0.5) == nil)
        #expect(plan?.count(difference: 1, variances: (0, 0), treatmentShare: 0.5) == nil)
        #expect(plan?.count(difference: 1, variances: (1, 1), treatmentShare: 1) == nil)
        #expect(plan?.count(difference: .nan, variances: (1, 1), treatmentShare: 0.5) == nil)
    }

    @Test("Strata are put together by n_A n_B/(n_A + n_B), and one stratum is itself")
    func strata() throws {
        let control = try #require(ArmSummary(count: 900, mean: 1, variance: 4))
        let treatment = try #require(ArmSummary(count: 100, mean: 1.5, variance: 4))
        let even = try #require(ArmSummary(count: 500, mean: 1.2, variance: 4))
        let first = try #require(EffectStratum(control: control, treatment: treatment))
        let second = try #require(EffectStratum(control: even, treatment: even, efficiency: 0.25 / 0.09))
        #expect(EffectEstimate(strata: [first]) == EffectEstimate(control: control, treatment: treatment))
        let both = try #require(EffectEstimate(strata: [first, second]))
        #expect(abs(both.estimate - 0.5 * 90 / 340) < 1e-12)
        // With one variance σ², that of the sum is σ²/Σh.
        #expect(abs(both.variance - 4.0 / 340) < 1e-12)
        #expect(both.count == 1_000 + 2_778)
        #expect(EffectEstimate(strata: []) == nil)
        #expect(EffectStratum(control: control, treatment: treatment, efficiency: 0) == nil)
    }
}
