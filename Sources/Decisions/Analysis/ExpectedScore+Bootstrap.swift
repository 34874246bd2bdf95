internal import Statistics

extension ExpectedScore {
    /// What the choice of the best candidate is expected to score on new data, from the samples of all candidates.
    init(_ candidates: [Candidate], _ table: EvidenceTable, metricIsMaximized: Bool) {
        let budget = BootstrapBudget(candidates: candidates.count, values: table.bootstrapLength)
        let samples = (0..<budget.candidates).compactMap { table.losses(of: $0, metricIsMaximized) }
        if table.bootstrapLength > 1,
            let correction = BootstrapBiasCorrection(losses: samples, resamples: budget.resamples, seed: Self.seed)
        {
            let ends = [correction.interval.lower, correction.interval.upper].map {
                table.score(ofLoss: $0, metricIsMaximized)
            }
            self = .corrected(
                CorrectedScore(
                    value: table.score(ofLoss: correction.estimate, metricIsMaximized),
                    interval: ConfidenceInterval(lower: min(ends[0], ends[1]), upper: max(ends[0], ends[1])),
                    resamples: correction.resamples, candidates: samples.count))
            return
        }
        let reason =
            if case .none(let reason) = table.evidence { reason } else {
                "seeds tell of training noise alone, not of new data"
            }
        let inflation = candidates.first?.standardError.flatMap { error in
            ExpectedMaximum.ofStandardNormals(count: candidates.count).map { $0 * error }
        }
        self = .notEstimated(reason: reason, inflation: inflation)
    }

    /// Equal samples give equal estimates.
    private static let seed: UInt64 = 0x5EED
}

/// How much work a bootstrap may be: about a second of it.
private struct BootstrapBudget {
    let candidates: Int
    let resamples: Int

    init(candidates: Int, values: Int) {
        let values = max(1, values)
        self.candidates = min(candidates, 1000, max(50, 4_000_000 / values))
        resamples = min(1000, max(200, 400_000_000 / (max(1, self.candidates) * values)))
    }
}

extension EvidenceTable {
    /// Values a candidate that candidates share: of rows, else of folds; 0 where there are none.
    fileprivate var bootstrapLength: Int {
        if let best = rows[0] { return best.count }
        return if case .folds(let folds) = samples[0] { folds.count } else { 0 }
    }

    /// A candidate's values as losses.
    fileprivate func losses(of place: Int, _ isMaximized: Bool) -> [Double]? {
        if rows[0] != nil { return rows[place].map { $0.map(Double.init) } }
        guard case .folds(let scores) = samples[place] else { return nil }
        return isMaximized ? scores.map { -$0 } : scores
    }

    /// The metric for a mean of such losses.
    fileprivate func score(ofLoss loss: Double, _ isMaximized: Bool) -> Double {
        if rows[0] != nil, let measure { return measure.metric(of: loss) }
        return isMaximized ? -loss : loss
    }
}
