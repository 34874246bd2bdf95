internal import ResultStore
internal import Statistics
internal import SweepModel

extension ExpectedScore {
    /// What the choice of the best candidate is expected to score on new data, from the samples of all candidates.
    init(_ candidates: [Candidate], _ table: EvidenceTable, _ metric: Metric) {
        let samples = table.bootstrap.all
        if let best = candidates.first?.score,
            let corrected = CorrectedEstimate(
                samples, reported: best, resamples: table.bootstrap.budget.resamples,
                range: MetricRange(metric.name, holding: best),
                score: { table.score(ofLoss: $0, isMaximized: metric.goal == .maximize) })
        {
            self = .corrected(
                CorrectedScore(
                    value: corrected.value, interval: corrected.interval ?? table.exactInterval(samples),
                    resamples: corrected.resamples, candidates: samples.count))
            return
        }
        self = .notEstimated(reason: Self.reason(table.evidence), inflation: Self.inflation(candidates))
    }

    private static func reason(_ evidence: Evidence) -> String {
        switch evidence {
        case .none(let reason): reason
        case .seeds: "seeds tell of training noise alone, not of new data"
        case .rows, .folds: "its rows or folds have numbers too large to be added up"
        }
    }

    /// By how much the best of equal ones looks too good; `nil` for a single one.
    private static func inflation(_ candidates: [Candidate]) -> Double? {
        guard candidates.count > 1, let error = candidates[0].standardError,
            let maximum = ExpectedMaximum.ofStandardNormals(count: candidates.count)
        else { return nil }
        let inflation = maximum * error
        return inflation.isFinite ? inflation : nil
    }
}

extension EvidenceTable {
    /// The metric for a mean of the losses that are resampled.
    fileprivate func score(ofLoss loss: Double, isMaximized: Bool) -> Double {
        if bootstrap.isOfRows, let measure = paired.measure { return measure.metric(of: loss) }
        return isMaximized ? -loss : loss
    }

    /// Where resampling gives one number again and again: Wilson's interval of rows that are all right, or all wrong.
    fileprivate func exactInterval(_ samples: [[Double]]) -> ConfidenceInterval? {
        guard bootstrap.isOfRows, paired.measure?.kind == .accuracy, let best = samples.first else { return nil }
        return Proportion(errors: best)?.wilson()
    }
}

extension Proportion {
    /// The rows that are right; `nil` where a row is neither right nor wrong, as the mean over seeds.
    init?(errors: [Double]) {
        guard errors.allSatisfy({ $0 == 0 || $0 == 1 }) else { return nil }
        self.init(successes: errors.count { $0 == 0 }, count: errors.count)
    }
}
