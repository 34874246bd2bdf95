/// Why the importance of parameters can't be computed.
public enum ImportanceError: Error, Sendable, Equatable {
    /// Columns whose length is not that of the objective.
    case lengthsDiffer(parameter: Int, received: Int, expected: Int)
    /// A value that is not finite or not of the parameter's domain.
    case invalidValue(parameter: Int, row: Int)
    /// A domain without a value: high below low, a logarithm of 0 or less, no choices, a step that is not above 0.
    case invalidDomain(parameter: Int)
    /// A quantile outside 0 < target < region ≤ 1.
    case invalidQuantile
    /// An objective that is not finite, in a grid where every value counts.
    case invalidObjective(row: Int)
    /// No row at all, or no parameter.
    case empty
    /// Combinations of levels that no row has.
    case incompleteGrid(missing: Int, cells: Int)
    /// Combinations of levels that some rows repeat more often than others.
    case unbalancedGrid(fewest: Int, most: Int)
    /// More combinations than can be held.
    case gridTooLarge
    /// Every value is the same: there is no variance to explain.
    case constantObjective
}
