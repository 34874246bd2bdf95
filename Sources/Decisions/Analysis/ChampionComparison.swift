public import Statistics

/// The recommended candidate against the model in production.
public enum ChampionComparison: Sendable, Equatable {
    case none
    /// The candidate is the champion.
    case same(version: Int)
    case compared(Difference)
    /// Other data, another split, another metric, or its rows are gone.
    case notComparable(version: Int, reason: String)

    public struct Difference: Sendable, Equatable {
        public let version: Int
        public let trial: String
        public let championScore: Double
        /// The candidate's score less the champion's.
        public let difference: Double
        public let interval: ConfidenceInterval
        public let p: Double
        /// The interval lies on the better side of zero.
        public let isBetter: Bool
    }
}
