/// One trial on its way through the folds.
struct TrialRun {
    let trial: PackTrial
    /// In the pack.
    let position: Int
    let data: DataSet
    let split: DataSplit
    let progress: (TrialProgress) -> Void
    let shouldStop: () -> Bool

    /// Trains and scores every fold, and with cross-validation refits on `final`, all rows that aren't test rows.
    ///
    /// - Parameter test: the kept model is scored on these rows, too; it never learns from them.
    func train(
        _ folds: [PreparedFold], final: () -> PreparedFold, test: TestRows? = nil
    ) throws(FitProblem) -> TrainedTrial {
        if let mismatch = trial.configuration.mismatch(with: data, split: split) {
            throw .invalidInput(reason: mismatch.reason)
        }
        var scored: [ScoredFit] = []
        for (number, fold) in folds.enumerated() {
            let fit = try fit(fold, number, label: "fold \(number)")
            guard let score = ScoredFit(fit, model: try model(fit, fold), on: fold) else { throw Self.notFinite }
            scored.append(score)
        }
        if !split.isCrossValidation, let only = scored.first {
            return TrainedTrial(
                scored, split, model: only.model, test: try score(only.model, on: test), epochs: only.fit.epochs)
        }
        let epochs = Double(scored.map(\.fit.epochs).reduce(0, +)) / Double(max(1, scored.count))
        let everything = final()
        let fit = try fit(everything, folds.count, label: "final", exactEpochs: max(1, Int(epochs.rounded())))
        let model = try model(fit, everything)
        return TrainedTrial(scored, split, model: model, test: try score(model, on: test), epochs: fit.epochs)
    }

    private func score(_ model: Model, on test: TestRows?) throws(FitProblem) -> TestScore? {
        guard let test else { return nil }
        guard let score = TestScore(of: model, on: test) else { throw Self.notFinite }
        return score
    }

    private func fit(
        _ fold: PreparedFold, _ number: Int, label: String, exactEpochs: Int? = nil
    ) throws(FitProblem) -> Fit {
        try trial.configuration.fit(
            FitRequest(
                data: fold, seed: trial.seed, label: label, exactEpochs: exactEpochs,
                report: { point in
                    progress(
                        TrialProgress(
                            trial: position, fold: number, folds: split.folds.count, point: point,
                            epochs: exactEpochs ?? trial.configuration.epochs))
                }, shouldStop: shouldStop))
    }

    private func model(_ fit: Fit, _ fold: PreparedFold) throws(FitProblem) -> Model {
        do {
            return try Model(
                trainer: trial.configuration.trainer, featureNames: data.featureNames, labels: data.target.labels,
                standardization: fold.standardization, layers: fit.layers, activation: fit.activation)
        } catch {
            throw Self.notFinite
        }
    }

    private static let notFinite = FitProblem.diverged(reason: "the trained model gives numbers that are not finite")
}
