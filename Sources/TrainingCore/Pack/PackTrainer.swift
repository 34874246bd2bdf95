/// Trains the trials of one pack over one data set and one split; the data is prepared once for all of them.
///
/// A trial's result doesn't depend on its neighbours: alone or in any pack it is the same to the last bit, on one
/// processor type with one BLAS. Use from one thread; trials run one after another, in the order given. BLAS is held to
/// one thread in this process, as the last bits of a product change with the number of threads.
public final class PackTrainer {
    /// Whether a pack ran to its end.
    public enum End: Sendable, Equatable {
        case completed
        /// `shouldStop` said so: this trial and all behind it have no result.
        case stopped(beforeTrial: Int)
    }

    let data: DataSet
    let split: DataSplit
    let standardize: Bool
    private lazy var folds: [PreparedFold] = split.folds.map {
        PreparedFold(data, train: $0.train, validation: $0.validation, standardize: standardize)
    }
    /// All rows that aren't test rows: what a cross-validated trial's model is fitted to in the end.
    private lazy var everything = PreparedFold(data, train: split.nonTest, validation: [], standardize: standardize)

    /// - Parameters:
    ///   - split: of this very data set.
    ///   - standardize: whether features are scaled to mean 0 and deviation 1, as fitted on each fold's training rows.
    ///     Default true.
    public init(_ data: DataSet, split: DataSplit, standardize: Bool = true) throws(DataError) {
        let rows = split.nonTest + split.test
        guard rows.count == data.rows, rows.allSatisfy({ (0..<data.rows).contains($0) }) else {
            throw DataError(
                file: "data", problem: "a split of \(rows.count) rows doesn't fit a data set of \(data.rows)",
                fix: "draw the split from this data set's target")
        }
        BLASLibrary.useOneThread
        self.data = data
        self.split = split
        self.standardize = standardize
    }

    /// Trains every trial in turn.
    ///
    /// - Parameters:
    ///   - progress: hears of each epoch.
    ///   - finished: gets each trial's position and result as soon as it is there. What it throws ends the pack and is
    ///     thrown on.
    ///   - shouldStop: asked before every batch; training then ends within milliseconds. Once it says true, it must go
    ///     on saying so.
    public func train(
        _ trials: [PackTrial], progress: @escaping (TrialProgress) -> Void = { _ in },
        shouldStop: @escaping () -> Bool = { false }, finished: (Int, TrialResult) throws -> Void
    ) rethrows -> End {
        for (position, trial) in trials.enumerated() {
            guard !shouldStop(), let result = run(trial, position, progress, shouldStop) else {
                return .stopped(beforeTrial: position)
            }
            try finished(position, result)
        }
        return .completed
    }

    /// `nil` when it was told to stop.
    private func run(
        _ trial: PackTrial, _ position: Int, _ progress: @escaping (TrialProgress) -> Void,
        _ shouldStop: @escaping () -> Bool
    ) -> TrialResult? {
        if let problem = trial.configuration.problem(with: data.target) { return .failed(reason: problem) }
        func fit(_ fold: PreparedFold, _ number: Int, _ label: String, exactEpochs: Int? = nil) -> FitEnd {
            let report = { (point: CurvePoint) in
                progress(
                    TrialProgress(
                        trial: position, fold: number, folds: self.split.folds.count, point: point,
                        epochs: exactEpochs ?? trial.configuration.epochs))
            }
            return trial.configuration.fit(
                FitRequest(
                    data: fold, seed: trial.seed, label: label, exactEpochs: exactEpochs, report: report,
                    shouldStop: shouldStop))
        }
        var scored: [ScoredFit] = []
        for (number, fold) in folds.enumerated() {
            switch fit(fold, number, "fold \(number)") {
            case .stopped: return nil
            case .failed(let reason): return .failed(reason: reason)
            case .fitted(let fit):
                guard let model = model(fit, trial, fold), let score = ScoredFit(fit, model: model, on: fold) else {
                    return .failed(reason: Self.notFinite)
                }
                scored.append(score)
            }
        }
        if !split.isCrossValidation, let only = scored.first {
            return .trained(TrainedTrial(scored, split, model: only.model, epochs: only.fit.epochs))
        }
        let epochs = Double(scored.map(\.fit.epochs).reduce(0, +)) / Double(max(1, scored.count))
        switch fit(everything, folds.count, "final", exactEpochs: max(1, Int(epochs.rounded()))) {
        case .stopped: return nil
        case .failed(let reason): return .failed(reason: reason)
        case .fitted(let fit):
            guard let model = model(fit, trial, everything) else { return .failed(reason: Self.notFinite) }
            return .trained(TrainedTrial(scored, split, model: model, epochs: fit.epochs))
        }
    }

    private static let notFinite = "the trained model gives numbers that are not finite"

    private func model(_ fit: Fit, _ trial: PackTrial, _ fold: PreparedFold) -> Model? {
        try? Model(
            trainer: trial.configuration.trainer, featureNames: data.featureNames, labels: data.target.labels,
            standardization: fold.standardization, layers: fit.layers, activation: fit.activation)
    }
}
