internal import ResultStore
internal import Statistics
internal import SweepModel

extension ABAnalysis {
    /// - Parameters:
    ///   - data: at least one cut; the last one is now.
    ///   - seconds: now, since 1970.
    ///   - known: the test's plan, where it was made before; it takes a moment.
    /// - Throws: `ABError` for options that no plan can be made of.
    public init(_ test: ABTest, _ data: ABData, at seconds: Double, plan known: ABPlan? = nil) throws {
        let plan = try known ?? ABPlan(test.options)
        let pairs = plan.pairs.enumerated().map { PairComparison(test: test, place: $0 + 1, pair: $1) }
        let last = max(0, data.primary.cuts.count - 1)
        let arms = Self.arms(test, data, at: last)
        let challengers = Self.challengers(pairs, data, at: last)
        let sampleRatio = Self.sampleRatio(test, data.primary)
        let guardrails = pairs.flatMap { pair in
            test.options.guardrails.map { Self.standing(of: $0, pair, data, at: last) }
        }
        let missing = zip(pairs, challengers).map { pair, challenger in
            Self.missing(pair, progress: challenger.progress)
        }
        self.test = test
        self.plan = plan
        at = seconds
        self.arms = arms
        self.sampleRatio = sampleRatio
        self.challengers = challengers
        self.guardrails = guardrails
        path = pairs.flatMap { Self.path($0, data.primary) }
        units = arms.reduce(0) { $0 + $1.units }
        missingUnits = Int(min(missing.max() ?? 0, 1e15).rounded(.up))
        expectedEnd = Self.end(test, units: units, missing: missingUnits, at: seconds)
        verdict = ABVerdict(
            test, arms: arms, challengers: challengers, guardrails: guardrails,
            isSkewed: sampleRatio.contains(where: \.isAlarm))
    }

    private static func challengers(_ pairs: [PairComparison], _ data: ABData, at cut: Int) -> [Challenger] {
        let found = pairs.map { pair in
            let options = pair.test.options
            let plain = pair.units(data.primary, at: cut, options.measure)
            let used =
                options.usesCovariate
                ? pair.units(data.primary, at: cut, options.measure, usesCovariate: true) : plain
            return (pair: pair, plain: plain, used: used, sequence: pair.sequence(used.sizes, used.effect))
        }
        let known = found.compactMap(\.sequence)
        // Holm's method needs all of them: one that is missing counts as 1.
        let adjusted = MultipleTesting.holm.adjusted(found.map { $0.sequence?.pValue ?? 1 })
        return found.enumerated().map { place, found in
            let pair = found.pair
            let width = pair.sequence(found.plain.sizes, found.plain.effect)?.interval.width
            let covariate = found.used.relation.map { relation in
                Covariate(
                    theta: relation.theta, correlation: relation.correlation,
                    coverage: Double(relation.covered)
                        / Double(max(1, found.used.sizes.control + found.used.sizes.treatment)),
                    narrowing: width.flatMap { width in
                        width > 0 ? found.sequence.map { $0.interval.width / width } : nil
                    } ?? 1)
            }
            return Challenger(
                arm: pair.test.options.arms[pair.place].name, estimate: found.sequence?.effect.estimate,
                interval: found.sequence?.interval,
                pValue: known.isEmpty || found.sequence == nil ? nil : adjusted?[place],
                progress: Double(found.used.effect?.count ?? 0) / pair.pair.units, covariate: covariate)
        }
    }

    private static func path(_ pair: PairComparison, _ series: UnitSeries) -> [PathPoint] {
        let options = pair.test.options
        return series.cuts.indices.compactMap { cut in
            let found = pair.units(series, at: cut, options.measure, usesCovariate: options.usesCovariate)
            guard let sequence = pair.sequence(found.sizes, found.effect) else { return nil }
            return PathPoint(
                at: series.cuts[cut], arm: options.arms[pair.place].name,
                units: found.sizes.control + found.sizes.treatment, estimate: sequence.effect.estimate,
                interval: sequence.interval)
        }
    }

    /// The running minimum over the cuts, times the number of phases that have units.
    private static func sampleRatio(_ test: ABTest, _ series: UnitSeries) -> [SampleRatio] {
        let found = test.phases.compactMap { phase -> SampleRatio? in
            guard var check = SequentialSampleRatioTest(weights: phase.weights) else { return nil }
            let counts = test.options.arms.map { arm in
                series.sums[PhaseArm(phase: phase.phase, arm: arm.name)]?.map(\.count)
                    ?? [Int](repeating: 0, count: series.cuts.count)
            }
            for cut in series.cuts.indices {
                check.observe(counts.map { cut == 0 ? $0[cut] : $0[cut] - $0[cut - 1] })
            }
            return SampleRatio(
                phase: phase.phase, weights: phase.weights, counts: check.counts, pValue: check.pValue)
        }
        let filled = Double(max(1, found.count { $0.counts.contains { $0 > 0 } }))
        return found.map {
            SampleRatio(
                phase: $0.phase, weights: $0.weights, counts: $0.counts, pValue: min(1, $0.pValue * filled))
        }
    }

    static func standing(
        of guardrail: Guardrail, _ pair: PairComparison, _ data: ABData, at cut: Int
    ) -> GuardrailStanding {
        let found: (sizes: PairComparison.Sizes, effect: EffectEstimate?)
        if case .outcome(let name) = guardrail.source {
            let series = data.others[name] ?? UnitSeries(cuts: [])
            let units = pair.units(series, at: max(0, series.cuts.count - 1), .mean)
            found = (units.sizes, units.effect)
        } else {
            found = pair.requests(data.requests, guardrail.source)
        }
        let units = pair.units(data.primary, at: cut, pair.test.options.measure).sizes
        let seen = units.control + units.treatment
        let share = Double(seen > 0 ? seen : found.sizes.control + found.sizes.treatment) / pair.pair.units
        let bounds = found.effect.flatMap { effect -> SequentialGuardrail? in
            guard found.sizes.isEnough, share > 0 else { return nil }
            // Without any spread both bounds are the estimate, whatever they are tightest at.
            let tightest = effect.variance > 0 ? effect.variance * share : 1
            return SequentialGuardrail(effect: effect, alpha: pair.test.options.alpha, tightestVariance: tightest)
        }
        return GuardrailStanding(
            guardrail: guardrail, arm: pair.test.options.arms[pair.place].name,
            estimate: bounds == nil ? nil : found.effect?.estimate, lowerBound: bounds?.lowerBound,
            upperBound: bounds?.upperBound)
    }

    /// Units in all arms that the pair still needs, at the weights of now.
    private static func missing(_ pair: PairComparison, progress: Double) -> Double {
        let weights = pair.test.weights
        let both = weights[0] + weights[pair.place]
        let share = weights[pair.place] / both
        let efficiency = share * (1 - share) / (pair.pair.share * (1 - pair.pair.share))
        return max(0, 1 - progress) * pair.pair.units / efficiency / both
    }

    /// By the traffic so far, or by the planned one while there is little.
    private static func end(_ test: ABTest, units: Int, missing: Int, at seconds: Double) -> Double? {
        guard test.end == nil, missing > 0, seconds >= test.startedAt else { return nil }
        let day = 86_400.0
        let passed = seconds - test.startedAt
        var perDay = test.options.trafficPerDay
        if units >= fewestUnits {
            let exposure = coveredSeconds(test.options, until: passed)
            if exposure > 0 { perDay = Double(units) / exposure * day }
        }
        let days = ABPlan.days(Double(missing), test.options, from: passed, perDay: perDay)
        return days < 36_600 ? seconds + days * day : nil
    }

    /// Seconds of full coverage that have passed.
    private static func coveredSeconds(_ options: ABOptions, until seconds: Double) -> Double {
        guard !options.ramp.isEmpty else { return seconds }
        let ends = options.ramp.dropFirst().map(\.afterSeconds) + [.infinity]
        return zip(options.ramp, ends).reduce(0) { total, step in
            total + max(0, min(step.1, seconds) - step.0.afterSeconds) * step.0.share
        }
    }
}
