/// The mean and the spread of a few numbers.
public struct Summary: Sendable, Equatable {
    /// At least 1.
    public let count: Int
    public let mean: Double
    /// The sample standard deviation, with `count - 1` in the denominator; `nil` for a single number.
    public let standardDeviation: Double?

    /// `nil` for no numbers.
    ///
    /// One pass by Welford's method (Technometrics 4, 1962): it keeps its digits where the mean is large and the spread small.
    @inlinable
    public init?(of values: some Sequence<Double>) {
        var count = 0
        var mean = 0.0
        var squares = 0.0
        for value in values {
            count += 1
            let difference = value - mean
            mean += difference / Double(count)
            squares += difference * (value - mean)
        }
        guard count > 0 else { return nil }
        self.count = count
        self.mean = mean
        standardDeviation = count == 1 ? nil : (squares / Double(count - 1)).squareRoot()
    }

    /// Of the mean: the standard deviation over √n; `nil` for a single number.
    public var standardError: Double? { standardDeviation.map { $0 / Double(count).squareRoot() } }
}
