internal import ResultStore
internal import Statistics
internal import SweepModel

extension ExpectedScore {
    /// What the choice of the best candidate is expected to score on new data, from the samples of all candidates.
    init(_ candidates: [Candidate], _ table: EvidenceTable, metricIsMaximized: Bool) {
        let budget = BootstrapBudget(candidates: candidates.count, values: table.bootstrapLength)
        let samples = (0..<budget.candidates).compactMap { table.losses(of: $0, metricIsMaximized) }
        if table.bootstrapLength > 1,
            let correction = BootstrapBiasCorrection(losses: samples, resamples: budget.resamples, seed: Self.seed)
        {
            self = .corrected(
                CorrectedScore(
                    value: table.score(ofLoss: correction.estimate, metricIsMaximized),
                    interval: correction.interval.mapped { table.score(ofLoss: $0, metricIsMaximized) },
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
    fileprivate static let seed: UInt64 = 0x5EED
}

extension ConfidenceInterval {
    /// Under a function that only rises or only falls.
    fileprivate func mapped(_ function: (Double) -> Double) -> ConfidenceInterval {
        let ends = (function(lower), function(upper))
        return ConfidenceInterval(lower: min(ends.0, ends.1), upper: max(ends.0, ends.1))
    }
}

extension ExpectedScore {
    /// What the best of a confirmation scored on the test rows, from the rows of all that were confirmed; `nil` where it
    /// scored none.
    init?(_ confirmation: Confirmation, in results: ResultStore) throws {
        guard let metric = confirmation.testMetric, let best = confirmation.best?.test else { return nil }
        guard var measure = RowMeasure(metric.name) else {
            self = .tested(TestScore(value: best.mean, interval: nil, rows: nil, confirmation: confirmation.id))
            return
        }
        let samples = try confirmation.points.compactMap {
            try Self.testRows(of: $0, measure, confirmation.id, results)
        }
        guard let first = samples.first,
            let correction = BootstrapBiasCorrection(losses: samples, resamples: 1000, seed: Self.seed)
        else {
            self = .tested(TestScore(value: best.mean, interval: nil, rows: nil, confirmation: confirmation.id))
            return
        }
        measure.learn(from: best.mean, mean: first.reduce(0, +) / Double(first.count))
        self = .tested(
            TestScore(
                value: measure.metric(of: correction.estimate), interval: correction.interval.mapped(measure.metric),
                rows: first.count, confirmation: confirmation.id))
    }

    /// Means over the point's seeds, row by row.
    private static func testRows(
        of point: Confirmation.Point, _ measure: RowMeasure, _ confirmation: String, _ results: ResultStore
    ) throws -> [Double]? {
        var builder = SampleBuilder()
        for trial in point.trials {
            let rows = try results.testRows(of: trial, in: confirmation)
            builder.add(
                value: 0, rows: rows.flatMap { measure.rows(losses: $0.losses, errors: $0.errors) }, folds: [])
        }
        return builder.rows.map { $0.map(Double.init) }
    }
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
