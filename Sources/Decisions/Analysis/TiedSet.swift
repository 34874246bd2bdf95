public import Statistics

/// The candidates that can't be told from the best one.
public struct TiedSet: Sendable, Equatable {
    /// The test between each candidate and the best.
    public enum Test: String, Sendable {
        /// McNemar's, mid-p, over rows that one model gets right and the other wrong.
        case mcNemar = "mcnemar-mid-p"
        /// Student's paired t over rows.
        case pairedRows = "paired-t-rows"
        /// Nadeau and Bengio's corrected resampled t over folds.
        case correctedFolds = "corrected-resampled-t"
        /// Welch's t over seeds.
        case seeds = "welch-t-seeds"
    }

    public struct Comparison: Sendable, Equatable {
        public let trial: String
        /// The candidate's score less the best one's, in the metric's unit.
        public let difference: Double
        /// At `confidence`, of this comparison by itself. For McNemar's test Agresti and Min's (2005).
        public let interval: ConfidenceInterval
        public let p: Double
        /// By Holm's method over all comparisons.
        public let adjustedP: Double
        public let isTied: Bool
        /// The candidate's place in the ranking, from 0.
        let place: Int
    }

    public let test: Test
    /// 1 less the error rate over all comparisons. Default: 0.95.
    public let confidence: Double
    /// The best by the reported score.
    public let best: String
    /// Every other candidate, by rank.
    public let comparisons: [Comparison]
    /// Candidates that could not be compared: nothing is stored of their rows, folds or seeds, or they differ from the best by
    /// one and the same number in every one.
    public let untested: Int

    /// The best and those tied with it, by rank.
    public var trials: [String] { [best] + comparisons.filter(\.isTied).map(\.trial) }

    /// Their places in the ranking, ascending, from 0.
    var places: [Int] { [0] + comparisons.filter(\.isTied).map(\.place) }

    /// Untested candidates that rank above the first one that is worse: nothing says that the best is better than they.
    ///
    /// - Parameter count: of all candidates.
    func undecided(of count: Int) -> [Int] {
        guard untested > 0 else { return [] }
        let tested = Set(comparisons.map(\.place))
        let firstWorse = comparisons.first { !$0.isTied }?.place ?? count
        return (1..<max(1, firstWorse)).filter { !tested.contains($0) }
    }
}
