internal import ResultStore
internal import Statistics
internal import SweepModel

/// The kind of evidence that the best candidate has, by which all are compared with it.
struct PairedEvidence {
    let evidence: Evidence
    /// How the metric follows from rows; `nil` for one that doesn't.
    let measure: RowMeasure?

    init(evidence: Evidence, measure: RowMeasure?) {
        self.evidence = evidence
        self.measure = measure
    }

    /// - Parameter best: what the best candidate's trials stored; `nil` where they are gone.
    init(_ best: SampleBuilder?, _ pool: Pool, _ measure: RowMeasure?) {
        var measure = measure
        let rows = best?.rows ?? []
        if let value = pool.rows.first?.value, rows.count > 1 { measure?.learn(from: value, mean: Self.mean(rows)) }
        self.measure = measure
        if let folds = best?.folds {
            evidence = .folds(runs: 1, folds: folds.count)
        } else if rows.count > 1 {
            // Means of errors over seeds are no longer right or wrong.
            let hasOneSeed = pool.rows.allSatisfy { row in row.trials.count { $0.value != nil } == 1 }
            evidence = .rows(count: rows.count, areErrors: measure?.kind == .accuracy && hasOneSeed)
        } else if let seeds = best?.seeds, Set(seeds).count > 1 {
            evidence = .seeds(seeds.count)
        } else {
            evidence = .none(reason: Self.reason(pool.metric.name, best, isRowMetric: measure != nil))
        }
    }

    /// A candidate's values of this kind; `nil` where it has none, or another number of them.
    func sample(of builder: SampleBuilder) -> ScoreSample? {
        switch evidence {
        case .rows(let count, _): builder.rows.flatMap { $0.count == count ? .rows($0) : nil }
        case .folds(_, let folds): builder.folds.flatMap { $0.count == folds ? .folds($0) : nil }
        case .seeds: builder.seeds.count > 1 ? .seeds(builder.seeds) : nil
        case .none: nil
        }
    }

    static func mean(_ rows: [Float]) -> Double { rows.reduce(0) { $0 + Double($1) } / Double(max(1, rows.count)) }

    private static func reason(_ metric: String, _ best: SampleBuilder?, isRowMetric: Bool) -> String {
        if let seeds = best?.seeds, seeds.count > 1 {
            return "\(seeds.count) seeds gave the best point one and the same score, which says nothing of its noise"
        }
        if isRowMetric { return "its trials stored nothing about single rows, and there are neither folds nor seeds" }
        return "\(metric) is one number a trial: several `seeds`, or folds, would tell how far it can be trusted"
    }
}

extension PairedEvidence {
    /// The test that this evidence allows; `nil` where there is none.
    var test: TiedSet.Test? {
        switch evidence {
        case .rows(_, let areErrors): areErrors ? .mcNemar : .pairedRows
        case .folds: .correctedFolds
        case .seeds: .seeds
        case .none: nil
        }
    }

    /// - Parameter scores: the reported ones, for the difference.
    /// - Returns: `nil` where the samples don't fit each other, or say nothing of noise.
    func difference(
        of sample: ScoreSample, from other: ScoreSample, scores: (Double, Double), confidence: Double
    ) -> PairedDifference? {
        switch (sample, other) {
        case (.rows(let rows), .rows(let others)) where rows.count == others.count:
            rowDifference(rows, others, scores, confidence)
        case (.folds(let folds), .folds(let others)) where folds.count == others.count:
            PairedDifference(
                CorrectedResampledTTest(differences: zip(folds, others).map { $0 - $1 }, runs: 1)?.test,
                scores: scores, confidence: confidence)
        case (.seeds(let seeds), .seeds(let others)): seedDifference(seeds, others, scores, confidence)
        default: nil
        }
    }

    /// The standard error of a candidate's score: over rows by the delta method, over folds and seeds sd/√n, sd with n − 1; `nil` for
    /// folds or seeds that all have one score, which measures no noise.
    func standardError(of sample: ScoreSample) -> Double? {
        let error: Double? =
            switch sample {
            case .rows(let rows):
                measure.flatMap { measure in
                    Summary(of: rows.lazy.map(Double.init))?.standardError.map {
                        $0 * abs(measure.slope(at: Self.mean(rows)))
                    }
                }
            case .folds(let scores), .seeds(let scores):
                Summary(of: scores)?.standardError.flatMap { $0 > 0 ? $0 : nil }
            }
        return error.flatMap { $0.isFinite ? $0 : nil }
    }

    private func rowDifference(
        _ rows: [Float], _ others: [Float], _ scores: (Double, Double), _ confidence: Double
    ) -> PairedDifference? {
        guard let measure else { return nil }
        let difference = scores.0 - scores.1
        if case .rows(_, true) = evidence, let test = Disagreement(rows, others) {
            return test.difference(difference, confidence)
        }
        let slopes = (measure.slope(at: Self.mean(rows)), measure.slope(at: Self.mean(others)))
        let spread = Summary(of: zip(rows, others).lazy.map { Double($0) * slopes.0 - Double($1) * slopes.1 })
        guard let error = spread?.standardError else { return nil }
        return PairedDifference(
            StudentMeanTest(mean: difference, standardError: error, degreesOfFreedom: Double(rows.count - 1)),
            scores: scores, confidence: confidence)
    }

    /// Welch's t: seeds of two candidates are no pairs. Seeds that change nothing in either say nothing.
    private func seedDifference(
        _ seeds: [Double], _ others: [Double], _ scores: (Double, Double), _ confidence: Double
    ) -> PairedDifference? {
        guard let arm = ArmSummary(of: seeds), let other = ArmSummary(of: others),
            let effect = EffectEstimate(control: other, treatment: arm), effect.variance > 0
        else { return nil }
        return PairedDifference(
            StudentMeanTest(
                mean: effect.estimate, standardError: effect.standardError, degreesOfFreedom: effect.degreesOfFreedom),
            scores: scores, confidence: confidence)
    }
}
