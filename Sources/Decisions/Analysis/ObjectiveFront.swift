public import SweepModel

/// The candidates that no other one beats in every objective at once.
public struct ObjectiveFront: Sendable, Equatable {
    public let objectives: [Metric]
    public let points: [Point]

    public struct Point: Sendable, Equatable {
        public let trial: String
        /// In the order of the objectives.
        public let values: [Double]
        public let isOnFront: Bool
    }
}
