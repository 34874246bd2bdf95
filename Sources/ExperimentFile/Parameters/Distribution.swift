/// W&B's distributions, and what a grid can do with them.
enum Distribution: String, CaseIterable {
    case constant, categorical
    case weightedCategorical = "categorical_w_probabilities"
    case intUniform = "int_uniform"
    case uniform
    case qUniform = "q_uniform"
    case logUniform = "log_uniform"
    case logUniformValues = "log_uniform_values"
    case qLogUniform = "q_log_uniform"
    case qLogUniformValues = "q_log_uniform_values"
    case invLogUniform = "inv_log_uniform"
    case invLogUniformValues = "inv_log_uniform_values"
    case normal
    case qNormal = "q_normal"
    case logNormal = "log_normal"
    case qLogNormal = "q_log_normal"
    case beta
    case qBeta = "q_beta"

    static let names = allCases.map(\.rawValue)

    /// The keys that go with it, beside `distribution`.
    var keys: [String] {
        switch self {
        case .constant: ["value"]
        case .categorical: ["values"]
        case .weightedCategorical: ["values", "probabilities"]
        case .intUniform, .uniform, .logUniform, .logUniformValues, .invLogUniform, .invLogUniformValues:
            ["min", "max", "steps"]
        case .qUniform: ["min", "max", "q"]
        case .qLogUniform, .qLogUniformValues: ["min", "max", "q", "steps"]
        case .normal, .logNormal: ["mu", "sigma"]
        case .qNormal, .qLogNormal: ["mu", "sigma", "q"]
        case .beta: ["a", "b"]
        case .qBeta: ["a", "b", "q"]
        }
    }

    /// Why a grid can't use it, or `nil`.
    var refusal: String? {
        switch self {
        case .weightedCategorical:
            "can't be used on a grid, which tries every value once; remove the probabilities"
        case .normal, .qNormal, .logNormal, .qLogNormal, .beta, .qBeta:
            "can't be used on a grid: it has no ends or no even spacing; list `values`, or give a range with `steps`"
        default: nil
        }
    }

    /// `min` and `max` are exponents of e.
    var takesExponents: Bool { self == .logUniform || self == .qLogUniform || self == .invLogUniform }

    /// `min` and `max` are values on a log scale.
    var takesLogValues: Bool {
        self == .logUniformValues || self == .qLogUniformValues || self == .invLogUniformValues
    }

    /// The form without exponents, for a hint.
    var valuesForm: String { "\(rawValue)_values" }
}
