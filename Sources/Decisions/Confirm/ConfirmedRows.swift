internal import ResultStore
internal import Statistics
internal import SweepModel

/// What the kept test rows say of a confirmation's points: how sure each score is, and which can't be told from the best.
struct ConfirmedRows {
    /// With their intervals.
    let points: [Confirmation.Point]
    let tied: TiedSet?
    /// Rows that are kept a trial; `nil` for a user's program.
    let kept: Int?

    private static let confidence = 0.95

    /// - Parameter points: best first; two of them are in memory at a time.
    init(
        _ points: [Confirmation.Point], _ testMetric: Metric?, in confirmation: String, _ results: ResultStore
    ) throws {
        guard let testMetric, let best = points.first, let score = best.test?.mean, score.isFinite,
            var measure = RowMeasure(testMetric.name),
            let first = try best.testRows(measure, confirmation, results), first.count > 1
        else {
            self.points = points
            (tied, kept) = (nil, try points.first.flatMap { try Self.kept($0, confirmation, results) })
            return
        }
        measure.learn(from: score, mean: PairedEvidence.mean(first))
        let hasOneSeed = points.allSatisfy { $0.trials.count == 1 }
        let paired = PairedEvidence(
            evidence: .rows(count: first.count, areErrors: measure.kind == .accuracy && hasOneSeed), measure: measure)
        var judged = points
        var differences: [PairedDifference?] = []
        for place in points.indices {
            let rows = place == 0 ? first : try points[place].testRows(measure, confirmation, results)
            let own = points[place].test?.mean
            if let rows, rows.count == first.count, let own {
                judged[place].testInterval = paired.interval(
                    of: rows, score: own, MetricRange(testMetric.name, holding: own), confidence: Self.confidence)
                differences.append(
                    paired.difference(
                        of: .rows(rows), from: .rows(first), scores: (own, score), confidence: Self.confidence))
            } else {
                differences.append(nil)
            }
        }
        self.points = judged
        kept = first.count
        tied = paired.test.flatMap {
            TiedSet(
                $0, best: best.trial, others: points.dropFirst().map(\.trial),
                differences: Array(differences.dropFirst()), confidence: Self.confidence)
        }
    }

    private static func kept(
        _ point: Confirmation.Point, _ confirmation: String, _ results: ResultStore
    ) throws -> Int? {
        try point.trials.first.flatMap { try results.testRows(of: $0, in: confirmation)?.losses.count }
    }
}

extension PairedEvidence {
    /// Of a score over its rows: Wilson's where each row is right or wrong, otherwise Student's t by the delta method, cut off at the ends of
    /// the metric's range; `nil` where the rows have no spread.
    func interval(
        of rows: [Float], score: Double, _ range: MetricRange, confidence: Double
    ) -> ConfidenceInterval? {
        if measure?.kind == .accuracy, let proportion = Proportion(errors: rows.map(Double.init)) {
            return proportion.wilson(confidence: confidence)
        }
        guard let error = standardError(of: .rows(rows)), error > 0,
            let test = StudentMeanTest(mean: score, standardError: error, degreesOfFreedom: Double(rows.count - 1))
        else { return nil }
        return test.interval(confidence: confidence).map(range.clamped)
    }
}
