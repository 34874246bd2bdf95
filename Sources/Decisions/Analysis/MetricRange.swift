internal import Statistics

/// Between which numbers a metric of the built-in trainers lies; everything, for one whose range nobody knows.
struct MetricRange: Sendable, Equatable {
    let lower: Double
    let upper: Double

    static let all = MetricRange(lower: -.infinity, upper: .infinity)

    private init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// Accuracies, F1 and ROC-AUC lie in 0…1, losses and errors at 0 or above, R² at 1 or below.
    ///
    /// - Parameter score: one that was reported; where it lies outside, the name means something else.
    init(_ metric: String, holding score: Double) {
        let part = ["validation_", "test_", "train_"].first(where: metric.hasPrefix) ?? ""
        let known: MetricRange =
            switch metric.dropFirst(part.count) {
            case "accuracy", "balanced_accuracy", "f1", "roc_auc": MetricRange(lower: 0, upper: 1)
            case "loss", "log_loss", "rmse", "mae": MetricRange(lower: 0, upper: .infinity)
            case "r2": MetricRange(lower: -.infinity, upper: 1)
            default: .all
            }
        self = !part.isEmpty && known.lower <= score && score <= known.upper ? known : .all
    }

    func clamped(_ value: Double) -> Double { min(upper, max(lower, value)) }

    func clamped(_ interval: ConfidenceInterval) -> ConfidenceInterval {
        ConfidenceInterval(lower: clamped(interval.lower), upper: clamped(interval.upper))
    }
}
