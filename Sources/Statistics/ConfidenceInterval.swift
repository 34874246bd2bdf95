/// The two ends of an interval estimate, in the unit of what is estimated; an open end is infinite.
public struct ConfidenceInterval: Sendable, Equatable {
    public let lower: Double
    public let upper: Double

    public init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// Ends included; `false` for NaN.
    public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

    public var width: Double { upper - lower }
}
