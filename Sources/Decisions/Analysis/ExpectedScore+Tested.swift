internal import ResultStore
internal import Statistics
internal import SweepModel

extension ExpectedScore {
    /// What the best of the confirmed points scored on the test rows, from the rows of all of them; `nil` where none was scored.
    init?(_ confirmed: ConfirmedPoints, in results: ResultStore) throws {
        guard let metric = confirmed.testMetric, let best = confirmed.points.first, let score = best.point.test?.mean,
            score.isFinite
        else { return nil }
        let plain = TestScore(value: score, interval: nil, rows: nil, confirmation: best.confirmation)
        guard var measure = RowMeasure(metric.name),
            let first = try best.point.testRows(measure, best.confirmation, results)
        else {
            self = .tested(plain)
            return
        }
        let others = try confirmed.points.dropFirst().prefix(Self.mostPoints).compactMap { other in
            try other.point.testRows(measure, other.confirmation, results)?.map(Double.init)
        }
        measure.learn(from: score, mean: PairedEvidence.mean(first))
        let samples = [first.map(Double.init)] + others.filter { $0.count == first.count }
        let corrected = CorrectedEstimate(
            samples, reported: score, resamples: 1000, range: MetricRange(metric.name, holding: score),
            score: measure.metric)
        guard let corrected else {
            self = .tested(plain)
            return
        }
        let exact = measure.kind == .accuracy ? Proportion(errors: samples[0])?.wilson() : nil
        self = .tested(
            TestScore(
                value: corrected.value, interval: corrected.interval ?? exact, rows: first.count,
                confirmation: best.confirmation))
    }

    /// Of more, the best ones take part: their rows are held at once.
    private static let mostPoints = 200
}

extension Confirmation.Point {
    /// What the metric is a mean of, over the point's seeds, row by row; `nil` where a trial stored none.
    func testRows(_ measure: RowMeasure, _ confirmation: String, _ results: ResultStore) throws -> [Float]? {
        var builder = SampleBuilder()
        for trial in trials {
            let rows = try results.testRows(of: trial, in: confirmation)
            builder.add(
                value: 0, rows: rows.flatMap { measure.rows(losses: $0.losses, errors: $0.errors) }, folds: [])
        }
        return builder.rows
    }
}
