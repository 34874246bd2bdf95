public import Statistics

/// What the chosen model will score on new data, as against what the best trial reports.
public enum ExpectedScore: Sendable, Equatable {
    /// Scored on the test split by `confirm`, the mean over fresh seeds, corrected for the choice among those confirmed.
    case tested(TestScore)
    /// Bootstrap bias-corrected (Tsamardinos, Greasidou and Borboudakis 2018): the best on resampled rows or folds, scored
    /// on those left out, on average.
    case corrected(CorrectedScore)
    /// Neither exists. `inflation` is a guide and no correction: about so much too good the best of equal trials would look.
    case notEstimated(reason: String, inflation: Double?)

    public struct TestScore: Sendable, Equatable {
        public let value: Double
        /// Over test rows, 95 %, within the metric's range where that is known; `nil` for a user's program, whose rows are not known,
        /// and where all rows have one loss.
        public let interval: ConfidenceInterval?
        /// Test rows; `nil` as above.
        public let rows: Int?
        /// The sweep that confirmed it.
        public let confirmation: String
    }

    public struct CorrectedScore: Sendable, Equatable {
        public let value: Double
        /// 95 % of the resamples, within the metric's range where that is known; Wilson's where every row is right, or every one
        /// wrong. `nil`, not estimated, where all rows or folds have one score otherwise: that measures no noise.
        public let interval: ConfidenceInterval?
        public let resamples: Int
        /// Candidates that took part: the best ones where a sweep has very many.
        public let candidates: Int
    }

    /// `nil` where it is not estimated.
    public var value: Double? {
        switch self {
        case .tested(let score): score.value
        case .corrected(let score): score.value
        case .notEstimated: nil
        }
    }
}
