internal import ResultStore
internal import SweepModel

/// The points that the confirmations of a pool's sweeps trained, ranked together: all were scored on the same rows.
struct ConfirmedPoints {
    let metric: Metric
    /// `nil` where none scored the test rows.
    let testMetric: Metric?
    /// Best first; never empty.
    let points: [Entry]

    struct Entry {
        /// The id of the confirmation, and of the sweep that it confirms.
        let confirmation: String
        let sweep: String
        let point: Confirmation.Point
    }

    /// - Parameter confirmations: finished ones; where some of them scored the test rows, the others are left out.
    /// - Returns: `nil` without a point that has a score.
    init?(_ confirmations: [Confirmation]) {
        let scored = confirmations.filter { $0.testMetric != nil && !$0.scoredNothing }
        guard let first = (scored.first ?? confirmations.first) else { return nil }
        let (metric, testMetric) = (first.metric, scored.first?.testMetric)
        let all = (scored.isEmpty ? confirmations : scored).flatMap { confirmation in
            confirmation.points.map {
                Entry(confirmation: confirmation.id, sweep: confirmation.sweep, point: $0)
            }
        }
        points = all.enumerated().sorted { left, right in
            left.element.point.isBetter(than: right.element.point, by: metric, testMetric)
                ?? (left.offset < right.offset)
        }.map(\.element)
        self.metric = metric
        self.testMetric = testMetric
        guard let best = points.first?.point, best.test != nil || best.validation != nil else { return nil }
    }
}
