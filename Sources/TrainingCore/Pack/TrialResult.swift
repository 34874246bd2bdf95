/// How one trial ended.
public enum TrialResult: Sendable, Equatable {
    case trained(TrainedTrial)
    /// Why its trainer can't learn this data, in a sentence. See `TrainerConfiguration.mismatch(with:split:)`.
    case invalidInput(reason: String)
    /// Which number is no longer finite, in a sentence.
    case diverged(reason: String)
}

/// A trial that trained to its end.
public struct TrainedTrial: Sendable, Equatable {
    /// By name: `validation_accuracy`, `validation_log_loss`, `train_loss` and so on; with folds, their means.
    ///
    /// Where the test rows were scored, also `test_accuracy` and so on. `validation_loss` and `train_loss` are the mean log loss of a classification, the mean squared error of a
    /// regression.
    public let metrics: [String: Double]
    /// The same names, one dictionary a fold; a single one without cross-validation.
    public let foldMetrics: [[String: Double]]
    /// The course of training; with folds, the means over them, as far as all went.
    public let curve: [CurvePoint]
    /// The loss of each row of `DataSplit.validation`, in that order: log loss of the true class, or squared error.
    public let validationLosses: [Float]
    /// Whether each of those rows got a wrong class; empty for a regression.
    public let validationErrors: [Bool]
    /// How `model` does on the test rows; `nil` where nobody asked for it.
    public let test: TestScore?
    /// Trained on the training rows, or with folds on all rows that aren't test rows.
    public let model: Model
    /// Epochs (or iterations) that the kept model was trained for.
    public let epochs: Int
}

/// Metrics at the end of one epoch, or one iteration of a full-batch method.
public struct CurvePoint: Sendable, Equatable {
    /// From 1.
    public let epoch: Int
    public let metrics: [String: Double]
}

/// Where a trial stands.
public struct TrialProgress: Sendable, Equatable {
    /// The trial's position in the pack.
    public let trial: Int
    /// From 0; equal to `folds` while the model is refitted on all folds.
    public let fold: Int
    public let folds: Int
    public let point: CurvePoint
    /// The most epochs that one fold can take.
    public let epochs: Int
}
