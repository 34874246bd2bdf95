/// One trainer and its hyperparameters.
public enum TrainerConfiguration: Sendable, Equatable {
    case ridge(RidgeConfiguration)
    case softmax(SoftmaxConfiguration)
    case mlp(MLPConfiguration)

    /// The trainer's name in a sweep file.
    public var trainer: String {
        switch self {
        case .ridge: "ridge"
        case .softmax: "softmax"
        case .mlp: "mlp"
        }
    }

    /// Why this trainer can't learn `target`, or `nil` when it can.
    public func problem(with target: Target) -> String? {
        switch (self, target) {
        case (.ridge, .classes(_, let labels)):
            "trainer ridge needs a numeric target, but this one has \(labels.count) classes; use softmax or mlp"
        case (.softmax, .values):
            "trainer softmax needs classes, but this target is numeric; use ridge or mlp, or declare the target as classes"
        default: nil
        }
    }
}
