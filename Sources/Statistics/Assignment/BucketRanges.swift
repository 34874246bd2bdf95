/// The parts of [0, 1) that belong to the arms of a test.
///
/// Weights cumulate from 0, and an arm covers [start, start + coverage · weight): a larger coverage moves nobody.
public struct BucketRanges: Sendable, Equatable {
    /// One half-open range an arm; empty for an arm without a share.
    public let ranges: [Range<Double>]

    /// - Parameters:
    ///   - weights: shares of the arms; they must sum to 1 within 0.01.
    ///   - coverage: the share of units in the test, from 0 to 1; 1 where not given.
    ///
    /// `nil` for no arms, a weight that is negative or NaN, a sum that is not 1, or a coverage outside [0, 1].
    public init?(weights: [Double], coverage: Double = 1) {
        guard !weights.isEmpty, weights.allSatisfy({ $0 >= 0 }), abs(weights.reduce(0, +) - 1) <= 0.01, coverage >= 0,
            coverage <= 1
        else { return nil }
        var start = 0.0
        ranges = weights.map { weight in
            defer { start += weight }
            return start..<(start + coverage * weight)
        }
    }

    /// The arm that a place belongs to; `nil` outside every range: not in the test.
    public func arm(at place: Double) -> Int? {
        ranges.firstIndex { $0.contains(place) }
    }
}
