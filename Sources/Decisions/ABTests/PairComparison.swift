internal import ResultStore
internal import Statistics
internal import SweepModel

/// One challenger beside the control in one metric: phase by phase, and put together.
struct PairComparison {
    let test: ABTest
    /// The challenger's place among the arms.
    let place: Int
    let pair: ABPlan.Pair

    /// Units in each of the two arms.
    struct Sizes: Equatable {
        var control = 0
        var treatment = 0

        var isEnough: Bool { min(control, treatment) >= ABAnalysis.fewestUnits }
    }

    private var names: (String, String) { (test.options.arms[0].name, test.options.arms[place].name) }

    /// The difference of the means over units, and how many there are.
    func units(
        _ series: UnitSeries, at cut: Int, _ measure: UnitMeasure, usesCovariate: Bool = false
    ) -> (sizes: Sizes, effect: EffectEstimate?, relation: CovariateRelation?) {
        var strata: [EffectStratum] = []
        var sizes = Sizes()
        var relation: CovariateRelation?
        for phase in test.phases {
            let control = sums(series, phase, names.0, cut)
            let treatment = sums(series, phase, names.1, cut)
            sizes.control += control.count
            sizes.treatment += treatment.count
            let found = usesCovariate ? CovariateRelation(control, treatment) : nil
            relation = found ?? relation
            let arms = [control, treatment].compactMap { sums in
                found.map { sums.adjusted(by: $0, origin: series.valueOrigin) }
                    ?? sums.summary(measure, origin: series.valueOrigin)
            }
            if let stratum = stratum(phase, arms) { strata.append(stratum) }
        }
        return (sizes, EffectEstimate(strata: strata), relation)
    }

    /// The difference of what requests were like.
    func requests(_ tallies: [RequestTally], _ source: Guardrail.Source) -> (sizes: Sizes, effect: EffectEstimate?) {
        var strata: [EffectStratum] = []
        var sizes = Sizes()
        for phase in test.phases {
            let found = [names.0, names.1].compactMap { name in
                tallies.first { $0.phase == phase.phase && $0.arm == name }
            }
            guard found.count == 2 else { continue }
            sizes.control += Self.count(found[0], source)
            sizes.treatment += Self.count(found[1], source)
            if let stratum = stratum(phase, found.compactMap { Self.summary($0, source) }) { strata.append(stratum) }
        }
        return (sizes, EffectEstimate(strata: strata))
    }

    /// The always-valid interval and the evidence; `nil` below the fewest units.
    func sequence(_ sizes: Sizes, _ effect: EffectEstimate?) -> AsymptoticConfidenceSequence? {
        guard sizes.isEnough, let effect else { return nil }
        return AsymptoticConfidenceSequence(effect: effect, alpha: test.options.alphaOfEach, tightestAt: pair.units)
    }

    private func stratum(_ phase: StoredPhase, _ arms: [ArmSummary]) -> EffectStratum? {
        guard arms.count == 2 else { return nil }
        let share = phase.weights[place] / (phase.weights[0] + phase.weights[place])
        let efficiency = share * (1 - share) / (pair.share * (1 - pair.share))
        // The planned weights may come back as sums that differ in their last digit.
        return EffectStratum(
            control: arms[0], treatment: arms[1], efficiency: abs(efficiency - 1) < 1e-9 ? 1 : efficiency)
    }

    private func sums(_ series: UnitSeries, _ phase: StoredPhase, _ arm: String, _ cut: Int) -> UnitSums {
        guard let all = series.sums[PhaseArm(phase: phase.phase, arm: arm)], all.indices.contains(cut) else {
            return UnitSums()
        }
        return all[cut]
    }

    private static func count(_ tally: RequestTally, _ source: Guardrail.Source) -> Int {
        source == .errors ? tally.requests : tally.requests - tally.errors
    }

    private static func summary(_ tally: RequestTally, _ source: Guardrail.Source) -> ArmSummary? {
        let count = count(tally, source)
        guard count >= 2 else { return nil }
        if source == .errors {
            return Proportion(successes: tally.errors, count: count).map(ArmSummary.init)
        }
        let mean = tally.milliseconds / Double(count)
        let variance = max(0, tally.squaredMilliseconds - tally.milliseconds * mean) / Double(count - 1)
        return ArmSummary(count: count, mean: mean, variance: variance)
    }
}
