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
        if let rows { measure?.learn(from: score, mean: PairedEvidence.mean(rows)) }
        self.measure = measure
    }

    /// This point's score less another's, over the same rows; where nothing is known of rows, over seeds.
    func difference(from other: TestSample, confidence: Double) -> (test: TiedSet.Test, result: PairedDifference)? {
        var evidence = Evidence.seeds(seeds.count)
        var samples = (ScoreSample.seeds(seeds), ScoreSample.seeds(other.seeds))
        if let rows, let others = other.rows, rows.count == others.count {
            // Means of errors over seeds are no longer right or wrong.
            let areErrors = measure?.kind == .accuracy && seeds.count == 1 && other.seeds.count == 1
            evidence = .rows(count: rows.count, areErrors: areErrors)
            samples = (.rows(rows), .rows(others))
        }
        let paired = PairedEvidence(evidence: evidence, measure: measure)
        guard let test = paired.test,
            let result = paired.difference(
                of: samples.0, from: samples.1, scores: (score, other.score), confidence: confidence)
        else { return nil }
        return (test, result)
    }
}
