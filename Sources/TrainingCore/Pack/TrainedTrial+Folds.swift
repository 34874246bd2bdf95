extension TrainedTrial {
    /// Puts the folds of one trial together. There is at least one.
    init(_ scored: [ScoredFit], _ split: DataSplit, model: Model, test: TestScore?, epochs: Int) {
        foldMetrics = scored.map(\.metrics)
        let size = ["model_parameters": Double(model.parameterCount)]
        metrics = Self.means(foldMetrics).merging(size) { $1 }.merging(test?.metrics ?? [:]) { own, _ in own }
        self.test = test
        let curves = scored.map(\.fit.curve)
        curve = (0..<(curves.map(\.count).min() ?? 0)).map { index in
            CurvePoint(epoch: curves[0][index].epoch, metrics: Self.means(curves.map { $0[index].metrics }))
        }
        validationLosses = Self.inRowOrder(split, scored.map(\.validationLosses)).map { Float($0) }
        validationErrors = Self.inRowOrder(split, scored.map(\.validationErrors))
        self.model = model
        self.epochs = epochs
    }

    /// Puts the values of each fold's validation rows into the order of the rows.
    private static func inRowOrder<Value>(_ split: DataSplit, _ folds: [[Value]]) -> [Value] {
        zip(split.folds, folds).flatMap { zip($0.validation, $1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// The mean of each metric that every fold has.
    private static func means(_ folds: [[String: Double]]) -> [String: Double] {
        guard let first = folds.first else { return [:] }
        guard folds.count > 1 else { return first }
        return first.keys.reduce(into: [:]) { means, name in
            let values = folds.compactMap { $0[name] }
            if values.count == folds.count { means[name] = values.reduce(0, +) / Double(values.count) }
        }
    }
}
