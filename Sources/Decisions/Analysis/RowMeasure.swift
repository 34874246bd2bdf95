internal import Foundation
internal import ResultStore

/// How a built-in trainer's metric follows from what it stores of each validation row: a smooth function f of a mean.
struct RowMeasure: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// 1 less the mean of errors.
        case accuracy
        /// The mean of losses: log losses, or squared errors.
        case meanLoss
        /// The root of the mean of squared errors.
        case rootMeanSquare
        /// The mean of the squared errors' roots.
        case meanAbsolute
        /// 1 less the mean of squared errors over the target's variance.
        case explained
    }

    let kind: Kind
    /// Of the target on the validation rows; 1 except for `explained`.
    var targetVariance = 1.0

    /// `nil` for a metric that is not of that form, such as F1 or ROC-AUC.
    init?(_ metric: String) {
        guard let part = ["validation_", "test_"].first(where: metric.hasPrefix) else { return nil }
        switch metric.dropFirst(part.count) {
        case "accuracy": kind = .accuracy
        case "loss", "log_loss": kind = .meanLoss
        case "rmse": kind = .rootMeanSquare
        case "mae": kind = .meanAbsolute
        case "r2": kind = .explained
        default: return nil
        }
    }

    /// What the metric is a function of the mean of, a value a row, less being better; `nil` where the trial stored none.
    func rows(losses: [Float]?, errors: [UInt8]?) -> [Float]? {
        switch kind {
        case .accuracy: errors.map { $0.map(Float.init) }
        case .meanLoss, .rootMeanSquare, .explained: losses
        case .meanAbsolute: losses.map { $0.map { $0.squareRoot() } }
        }
    }

    func rows(of trial: TrialEvidence) -> [Float]? { rows(losses: trial.losses, errors: trial.errors) }

    /// f: the metric for a mean over rows.
    func metric(of mean: Double) -> Double {
        switch kind {
        case .accuracy: 1 - mean
        case .meanLoss, .meanAbsolute: mean
        case .rootMeanSquare: max(0, mean).squareRoot()
        case .explained: 1 - mean / targetVariance
        }
    }

    /// f′: what one row's value counts for in the metric, by the delta method.
    func slope(at mean: Double) -> Double {
        switch kind {
        case .accuracy: -1
        case .meanLoss, .meanAbsolute: 1
        case .rootMeanSquare: mean > 0 ? 0.5 / mean.squareRoot() : 0
        case .explained: -1 / targetVariance
        }
    }

    /// Finds the target's variance from one trial's R² and its mean squared error.
    mutating func learn(from value: Double, mean: Double) {
        guard kind == .explained, value < 1, mean > 0 else { return }
        targetVariance = mean / (1 - value)
    }
}
