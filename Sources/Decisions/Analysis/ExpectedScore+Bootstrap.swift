internal import ResultStore
internal import Statistics
internal import SweepModel

extension ExpectedScore {
    /// What the choice of the best candidate is expected to score on new data, from the samples of all candidates.
    init(_ candidates: [Candidate], _ table: EvidenceTable, metricIsMaximized: Bool) {
        let budget = BootstrapBudget(candidates: candidates.count, values: table.bootstrapLength)
        let samples = (0..<budget.candidates).compactMap { table.losses(of: $0, metricIsMaximized) }
        if let best = candidates.first?.score,
            let corrected = Corrected(
                samples, reported: best, resamples: budget.resamples,
                score: { loss in
                    table.score(ofLoss: loss, metricIsMaximized)
                })
        {
            self = .corrected(
                CorrectedScore(
                    value: corrected.value, interval: corrected.interval, resamples: corrected.resamples,
                    candidates: samples.count))
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

extension ExpectedScore {
    /// What the best of a confirmation scored on the test rows, from the rows of all that were confirmed; `nil` where it
    /// scored none.
    init?(_ confirmation: Confirmation, in results: ResultStore) throws {
        guard let metric = confirmation.testMetric, let best = confirmation.best, let score = best.test?.mean,
            score.isFinite
        else { return nil }
        let plain = TestScore(value: score, interval: nil, rows: nil, confirmation: confirmation.id)
        guard var measure = RowMeasure(metric.name),
            let first = try Self.testRows(of: best, measure, confirmation.id, results)
        else {
            self = .tested(plain)
            return
        }
        let others = try confirmation.points.filter { $0.trial != best.trial }.compactMap {
            try Self.testRows(of: $0, measure, confirmation.id, results)
        }
        measure.learn(from: score, mean: first.reduce(0, +) / Double(max(1, first.count)))
        let samples = [first] + others.filter { $0.count == first.count }
        guard let corrected = Corrected(samples, reported: score, resamples: 1000, score: measure.metric) else {
            self = .tested(plain)
            return
        }
        self = .tested(
            TestScore(
                value: corrected.value, interval: corrected.interval, rows: first.count, confirmation: confirmation.id))
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

/// A bootstrap's estimate in the metric's own unit.
private struct Corrected {
    let value: Double
    let interval: ConfidenceInterval
    let resamples: Int

    /// The metric need not follow from the rows alone: it may be a mean over seeds or folds of roots, or come from more rows
    /// than are stored. Whatever the best one's rows miss of its reported score is added to each estimate.
    ///
    /// - Parameters:
    ///   - losses: [candidate × row or fold], the best candidate's first.
    ///   - score: the metric for a mean loss; it only rises or only falls.
    /// - Returns: `nil` for fewer than two rows, or numbers that are too large.
    init?(_ losses: [[Double]], reported: Double, resamples: Int, score: (Double) -> Double) {
        guard let best = losses.first,
            let correction = BootstrapBiasCorrection(losses: losses, resamples: resamples, seed: Self.seed)
        else { return nil }
        let missing = reported - score(best.reduce(0, +) / Double(best.count))
        let ends = [correction.interval.lower, correction.interval.upper].map { score($0) + missing }
        let value = score(correction.estimate) + missing
        guard value.isFinite, ends.allSatisfy(\.isFinite) else { return nil }
        self.value = value
        interval = ConfidenceInterval(lower: min(ends[0], ends[1]), upper: max(ends[0], ends[1]))
        self.resamples = correction.resamples
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
