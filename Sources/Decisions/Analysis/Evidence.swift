/// What tells two models of a sweep apart, beside the one number that each reports.
public enum Evidence: Sendable, Equatable {
    /// The metric is a mean over validation rows (or follows from one), and each row's share is stored.
    ///
    /// - Parameters:
    ///   - count: rows that every trial was scored on; of more than 20,000 an even selection.
    ///   - areErrors: each row is right or wrong, as for accuracy.
    case rows(count: Int, areErrors: Bool)
    /// A score a fold of cross-validation; `runs` repetitions of `folds` folds.
    case folds(runs: Int, folds: Int)
    /// A score a seed: training noise alone, on one and the same validation split.
    case seeds(Int)
    /// Nothing: a single number a trial.
    case none(reason: String)
}
