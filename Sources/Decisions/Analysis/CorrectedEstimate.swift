internal import Statistics

/// A bootstrap's estimate in the metric's own unit, within the range that the metric has.
struct CorrectedEstimate {
    let value: Double
    /// `nil` where the values that were resampled are all equal, and measure no noise.
    let interval: ConfidenceInterval?
    let resamples: Int

    /// The metric need not follow from the rows alone: it may be a mean over seeds or folds of roots, or come from more rows
    /// than are stored. Whatever the best one's rows miss of its reported score is added to each estimate, and what this carries out of
    /// `range` is cut off.
    ///
    /// - Parameters:
    ///   - losses: [candidate × row or fold], the best candidate's first.
    ///   - score: the metric for a mean loss; it only rises or only falls.
    /// - Returns: `nil` for fewer than two rows, or numbers that are too large.
    init?(_ losses: [[Double]], reported: Double, resamples: Int, range: MetricRange, score: (Double) -> Double) {
        guard let best = losses.first,
            let correction = BootstrapBiasCorrection(losses: losses, resamples: resamples, seed: Self.seed)
        else { return nil }
        let missing = reported - score(best.reduce(0, +) / Double(best.count))
        let ends = [correction.interval.lower, correction.interval.upper].map { score($0) + missing }
        let value = score(correction.estimate) + missing
        guard value.isFinite, ends.allSatisfy(\.isFinite) else { return nil }
        self.value = range.clamped(value)
        let (lower, upper) = (min(ends[0], ends[1]), max(ends[0], ends[1]))
        let isRounding = upper - lower <= 1e-12 * max(abs(lower), abs(upper))
        interval = isRounding ? nil : range.clamped(ConfidenceInterval(lower: lower, upper: upper))
        self.resamples = correction.resamples
    }

    /// Equal samples give equal estimates.
    private static let seed: UInt64 = 0x5EED
}
