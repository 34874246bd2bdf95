internal import ResultStore
internal import Statistics
internal import SweepModel

/// What a confirmed point scored on the test rows, in the forms that pair it with another point.
struct TestSample {
    /// The mean over fresh seeds.
    let score: Double
    /// A value a test row, the mean over seeds, less being better; `nil` for a user's program.
    let rows: [Float]?
    /// The metric a seed.
    let seeds: [Double]
    let measure: RowMeasure?

    /// `nil` where the point has no finite test score.
    init?(_ point: Confirmation.Point, of confirmation: Confirmation, in results: ResultStore) throws {
        guard let metric = confirmation.testMetric, let score = point.test?.mean, score.isFinite else { return nil }
        self.score = score
        var measure = RowMeasure(metric.name)
        var builder = SampleBuilder()
        for trial in point.trials {
            guard let value = try results.trial(trial, of: confirmation.id, detail: .summary)?.metrics[metric.name]
            else { continue }
            let stored = try results.testRows(of: trial, in: confirmation.id)
            builder.add(
                value: value,
                rows: stored.flatMap { stored in measure?.rows(losses: stored.losses, errors: stored.errors) },
                folds: [])
        }
        rows = builder.rows
        seeds = builder.seeds
        if let rows { measure?.learn(from: score, mean: EvidenceTable.mean(rows)) }
        self.measure = measure
    }

    /// A table that holds no candidates: only the test that two such samples allow.
    ///
    /// - Parameter isSingle: neither is a mean over seeds, so that errors are still right or wrong.
    private func table(isSingle: Bool, usesRows: Bool) -> EvidenceTable {
        let areErrors = measure?.kind == .accuracy && isSingle
        return EvidenceTable(
            evidence: usesRows ? .rows(count: rows?.count ?? 0, areErrors: areErrors) : .seeds(seeds.count),
            measure: measure)
    }

    /// This point's score less another's, over the same rows; where nothing is known of rows, over seeds.
    func difference(from other: TestSample, confidence: Double) -> (test: TiedSet.Test, result: PairedDifference)? {
        let usesRows = rows != nil && rows?.count == other.rows?.count
        let table = table(isSingle: seeds.count == 1 && other.seeds.count == 1, usesRows: usesRows)
        let samples: (ScoreSample, ScoreSample) =
            if usesRows, let rows, let others = other.rows { (.rows(rows), .rows(others)) } else {
                (.seeds(seeds), .seeds(other.seeds))
            }
        guard let test = table.test,
            let result = table.difference(
                of: samples.0, from: samples.1, scores: (score, other.score), confidence: confidence)
        else { return nil }
        return (test, result)
    }

    /// Of the score over test rows, at a confidence of 95 %: by the delta method; `nil` where rows are not known.
    var interval: ConfidenceInterval? {
        guard let rows, rows.count > 1,
            let error = table(isSingle: seeds.count == 1, usesRows: true).standardError(of: .rows(rows))
        else { return nil }
        let half = StandardNormal.upperQuantile(0.025) * error
        return ConfidenceInterval(lower: score - half, upper: score + half)
    }
}

extension EvidenceTable {
    /// A table without candidates.
    init(evidence: Evidence, measure: RowMeasure?) {
        self.evidence = evidence
        self.measure = measure
        samples = [:]
        rows = [:]
    }
}
