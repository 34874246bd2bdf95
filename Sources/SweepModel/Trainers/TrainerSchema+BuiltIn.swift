internal import JSON

extension TrainerSchema {
    /// Least squares with a penalty on the squared coefficients.
    public static let ridge = TrainerSchema(
        "ridge", "Ridge regression; many penalties share one decomposition of the data.", tasks: [.regression],
        [l2(1, "Penalty on the sum of squared coefficients: scikit-learn's alpha."), fitIntercept])

    /// Multinomial logistic regression.
    public static let softmax = TrainerSchema(
        "softmax", "Logistic regression for two classes or more.", tasks: [.classification],
        [
            l2(1, "Penalty on the squared weights: 1 / C of scikit-learn's LogisticRegression."), fitIntercept,
            Hyperparameter(
                "optimizer", .choice(["lbfgs", "sgd", "momentum", "adam"]), default: "lbfgs",
                "How the optimum is approached; lbfgs sees all rows at once, the others batches.",
                otherNames: ["solver"]),
            Hyperparameter(
                "max_iterations", .wholeNumber(1...100_000), default: 200, "Steps of lbfgs at most.",
                otherNames: ["max_iter"], usedWhen: optimizer("lbfgs")),
            Hyperparameter(
                "tolerance", .number(1e-12...1), default: 1e-6,
                "lbfgs ends when no entry of the gradient of the mean loss is larger.", otherNames: ["tol"],
                usedWhen: optimizer("lbfgs")),
            learningRate(0.1, usedWhen: optimizer("sgd", "momentum", "adam")),
            momentum(usedWhen: optimizer("momentum")),
            batchSize(64, usedWhen: optimizer("sgd", "momentum", "adam")),
            epochs(usedWhen: optimizer("sgd", "momentum", "adam")),
        ])

    /// A multilayer perceptron.
    public static let mlp = TrainerSchema(
        "mlp", "A network of fully connected layers.", tasks: [.classification, .regression],
        [
            Hyperparameter(
                "hidden", .widths(1...65_536, count: 16), default: [64],
                "Widths of the hidden layers; an empty list is a linear model.",
                otherNames: ["hidden_layer_sizes", "hidden_size", "layers", "units"]),
            Hyperparameter(
                "activation", .choice(["relu", "tanh", "sigmoid", "gelu"]), default: "relu",
                "The function between two layers."),
            Hyperparameter(
                "optimizer", .choice(["sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw"]), default: "adam",
                "How gradients become steps.", otherNames: ["solver"]),
            learningRate(0.001),
            l2(0.0001, "Penalty on the squared weights: scikit-learn's alpha; under adamw the decoupled decay."),
            momentum(usedWhen: optimizer("momentum", "nesterov")), batchSize(32), epochs(),
            Hyperparameter(
                "dropout", .number(0...0.9), default: 0, "The share of hidden units left out of each training step."),
            Hyperparameter(
                "patience", .optionalWholeNumber(1...100_000), default: nil,
                "Epochs without a better validation loss before training ends; the best epoch's weights are kept.",
                otherNames: ["early_stopping", "n_iter_no_change"]),
        ])

    private static let fitIntercept = Hyperparameter(
        "fit_intercept", .flag, default: true, "Whether a constant is fitted, unpenalised, or 0.",
        otherNames: ["intercept", "bias"])

    private static func l2(_ defaultValue: JSON, _ meaning: String) -> Hyperparameter {
        Hyperparameter(
            "l2", .number(0...1e12), default: defaultValue, meaning,
            otherNames: ["alpha", "weight_decay", "penalty", "lambda", "reg_lambda"])
    }

    private static func learningRate(_ defaultValue: JSON, usedWhen condition: Condition? = nil) -> Hyperparameter {
        Hyperparameter(
            "learning_rate", .number(1e-12...1e6), default: defaultValue, "The size of a step.",
            otherNames: ["lr", "learning_rate_init", "eta", "step_size"], usedWhen: condition)
    }

    private static func momentum(usedWhen condition: Condition) -> Hyperparameter {
        Hyperparameter(
            "momentum", .number(0...0.9999), default: 0.9, "The share of the last step that the next one keeps.",
            usedWhen: condition)
    }

    private static func batchSize(_ defaultValue: JSON, usedWhen condition: Condition? = nil) -> Hyperparameter {
        Hyperparameter(
            "batch_size", .wholeNumber(1...1_000_000), default: defaultValue, "Rows a step.",
            otherNames: ["batch", "batchsize", "minibatch_size"], usedWhen: condition)
    }

    private static func epochs(usedWhen condition: Condition? = nil) -> Hyperparameter {
        Hyperparameter(
            "epochs", .wholeNumber(1...100_000), default: 20, "Rounds over the training rows.",
            otherNames: ["n_epochs", "num_epochs", "max_epochs"], usedWhen: condition)
    }

    private static func optimizer(_ names: String...) -> Condition {
        Condition(tests: [.init("optimizer", .oneOf(names.map(JSON.string)))])
    }
}
