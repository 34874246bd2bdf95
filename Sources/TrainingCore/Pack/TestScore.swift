/// The test rows, which no trial learns from, as they are in the data.
struct TestRows {
    /// [rows x features], not standardised.
    let features: Matrix<Double>
    let target: Target

    init(_ data: DataSet, rows: [Int]) {
        features = data.features.rows(rows)
        target = data.target.rows(rows)
    }
}

/// How a model does on the test rows.
public struct TestScore: Sendable, Equatable {
    /// `test_accuracy`, `test_log_loss`, `test_loss` and so on, named as those of the validation rows.
    public let metrics: [String: Double]
    /// The loss of each row of `DataSplit.test`, in that order.
    public let losses: [Float]
    /// Whether each of those rows got a wrong class; empty for a regression.
    public let errors: [Bool]
}

extension TestScore {
    /// `nil` when the model gives a number that isn't finite.
    init?(of model: Model, on rows: TestRows) {
        let features = model.standardization?.applied(to: rows.features) ?? rows.features
        let score = ScoredFit.score(model, features, rows.target)
        guard score.metrics.values.allSatisfy(\.isFinite) else { return nil }
        metrics = Dictionary(uniqueKeysWithValues: score.metrics.map { ("test_\($0)", $1) })
        losses = score.losses.map { Float($0) }
        errors = score.errors
    }
}
