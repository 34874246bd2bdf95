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
}
