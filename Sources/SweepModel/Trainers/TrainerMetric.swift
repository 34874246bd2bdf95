/// A number that built-in trainers report for every trial.
public struct TrainerMetric: Sendable, Equatable {
    /// As a sweep file writes it, such as `validation_accuracy`.
    public let name: String
    public let goal: Metric.Goal
    /// One sentence.
    public let meaning: String

    init(_ name: String, _ goal: Metric.Goal, _ meaning: String) {
        self.name = name
        self.goal = goal
        self.meaning = meaning
    }

    /// The metrics of a task; the first one is what a sweep without a `metric` is judged by.
    public static func reported(for task: DataSource.Task) -> [TrainerMetric] {
        switch task {
        case .classification: classification
        case .regression: regression
        }
    }

    private static let classification: [TrainerMetric] = [
        .init("validation_accuracy", .maximize, "The share of validation rows whose class is right."),
        .init("validation_balanced_accuracy", .maximize, "The mean over classes of each class's share of right rows."),
        .init("validation_log_loss", .minimize, "Minus the mean log probability of the true class, in nats."),
        .init("validation_roc_auc", .maximize, "The area under the ROC curve; two classes only."),
        .init("validation_f1", .maximize, "The mean over classes of the harmonic mean of precision and recall."),
        .init("validation_loss", .minimize, "The same as validation_log_loss."),
        .init("train_accuracy", .maximize, "The share of training rows whose class is right."),
        .init("train_loss", .minimize, "The mean log loss of the training rows."),
        size,
    ]

    private static let regression: [TrainerMetric] = [
        .init("validation_rmse", .minimize, "The root of the mean squared error, in the target's unit."),
        .init("validation_mae", .minimize, "The mean absolute error, in the target's unit."),
        .init("validation_r2", .maximize, "One minus the squared error's share of the target's variance."),
        .init("validation_loss", .minimize, "The mean squared error, in the target's unit squared."),
        .init("train_rmse", .minimize, "The root of the mean squared error of the training rows."),
        .init("train_r2", .maximize, "One minus the squared error's share of the variance, on the training rows."),
        .init("train_loss", .minimize, "The mean squared error of the training rows."),
        size,
    ]

    /// What a model is called simpler by.
    public static let size = TrainerMetric(
        "model_parameters", .minimize, "Weights and offsets that the trained model has.")
}
