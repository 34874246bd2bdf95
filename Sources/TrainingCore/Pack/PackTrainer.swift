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

    public let data: DataSet
    public let split: DataSplit
    let standardize: Bool
    private let scoresTest: Bool
    private lazy var folds: [PreparedFold] = split.folds.map {
        PreparedFold(data, train: $0.train, validation: $0.validation, standardize: standardize)
    }
    /// All rows that aren't test rows: what a cross-validated trial's model is fitted to in the end.
    private lazy var everything = PreparedFold(data, train: split.nonTest, validation: [], standardize: standardize)

    /// Raw features and targets of the test rows, where they are to be scored.
    private lazy var test = scoresTest ? TestRows(data, rows: split.test) : nil

    /// - Parameters:
    ///   - split: of this very data set.
    ///   - standardize: whether features are scaled to mean 0 and deviation 1, as fitted on each fold's training rows.
    ///     Default true.
    ///   - scoresTest: whether each model is scored on the test rows, too: once a sweep is confirmed. Default false.
    public init(
        _ data: DataSet, split: DataSplit, standardize: Bool = true, scoresTest: Bool = false
    ) throws(DataError) {
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
        self.scoresTest = scoresTest
    }

    /// Trains every trial in turn.
    ///
    /// - Parameters:
    ///   - progress: hears of each epoch.
    ///   - finished: gets each trial's position and result as soon as it is there. What it throws ends the pack and is
    ///     thrown on.
    ///   - shouldStop: asked before every batch; training then ends within milliseconds. Once it says true, it must go
    ///     on saying so. A decomposition for `ridge` is not interrupted: its time grows with the
    ///     third power of min(rows, features), up to `RidgeSolver.maximumSide`.
    public func train(
        _ trials: [PackTrial], progress: @escaping (TrialProgress) -> Void = { _ in },
        shouldStop: @escaping () -> Bool = { false }, finished: (Int, TrialResult) throws -> Void
    ) rethrows -> End {
        for (position, trial) in trials.enumerated() {
            guard !shouldStop() else { return .stopped(beforeTrial: position) }
            let run = TrialRun(
                trial: trial, position: position, data: data, split: split, progress: progress, shouldStop: shouldStop)
            let result: TrialResult
            do throws(FitProblem) {
                result = .trained(try run.train(folds, final: { everything }, test: test))
            } catch {
                switch error {
                case .stopped: return .stopped(beforeTrial: position)
                case .invalidInput(let reason): result = .invalidInput(reason: reason)
                case .diverged(let reason): result = .diverged(reason: reason)
                }
            }
            try finished(position, result)
        }
        return .completed
    }
}
