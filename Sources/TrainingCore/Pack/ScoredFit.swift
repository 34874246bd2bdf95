/// A fit with its model's metrics on the fold it was trained on.
struct ScoredFit {
    let fit: Fit
    let model: Model
    let metrics: [String: Double]
    /// One a validation row of the fold, in its order.
    let validationLosses: [Double]
    /// Whether each of those rows got a wrong class; empty for a regression.
    let validationErrors: [Bool]

    /// `nil` when the model gives a number that isn't finite.
    init?(_ fit: Fit, model: Model, on fold: PreparedFold) {
        let validation = Self.score(model, fold.validation, fold.validationTarget)
        let train = Self.score(model, fold.train, fold.trainTarget)
        var metrics = Dictionary(uniqueKeysWithValues: validation.metrics.map { ("validation_\($0)", $1) })
        for name in ["loss", "accuracy", "rmse", "r2"] {
            if let value = train.metrics[name] { metrics["train_\(name)"] = value }
        }
        guard metrics.values.allSatisfy(\.isFinite) else { return nil }
        self.fit = fit
        self.model = model
        self.metrics = metrics
        validationLosses = validation.losses
        validationErrors = validation.errors
    }

    static func score(
        _ model: Model, _ features: Matrix<Double>, _ target: Target
    ) -> (metrics: [String: Double], losses: [Double], errors: [Bool]) {
        let scores = model.scores(features)
        switch target {
        case .classes(let classes, _):
            var metrics = ClassificationMetrics.all(scores: scores, classes: classes)
            metrics["loss"] = metrics["log_loss"]
            return (
                metrics, ClassificationMetrics.logLosses(scores: scores, classes: classes),
                ClassificationMetrics.errors(scores: scores, classes: classes)
            )
        case .values(let truth):
            var metrics = RegressionMetrics.all(predicted: scores.storage, truth: truth)
            metrics["loss"] = metrics.removeValue(forKey: "mse")
            return (metrics, RegressionMetrics.squaredErrors(predicted: scores.storage, truth: truth), [])
        }
    }
}
