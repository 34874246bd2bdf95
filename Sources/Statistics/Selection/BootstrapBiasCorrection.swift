import Foundation

/// What the best of many configurations may be expected to score on new data, from held-out losses that are there already.
///
/// BBC-CV of Tsamardinos, Greasidou & Borboudakis (Machine Learning 107, 2018): each bootstrap draws as many rows as there are,
/// with replacement, selects the configuration with the smallest mean loss on the drawn rows, and takes that
/// configuration's mean loss on the rows that were not drawn. The estimate is the mean over bootstraps.
public struct BootstrapBiasCorrection: Sendable, Equatable {
    /// The corrected expected loss of the selected configuration.
    public let estimate: Double
    /// The percentile interval of the out-of-bag losses.
    public let interval: ConfidenceInterval
    /// The smallest plain mean loss, which is too good.
    public let reported: Double
    /// The configuration that has it; the first of equals.
    public let best: Int
    /// How often each configuration was selected.
    public let selections: [Int]
    /// Bootstraps that left at least one row out.
    public let resamples: Int

    /// - Parameters:
    ///   - losses: [configuration × row or fold], each from a model that had not seen the row; lower is better.
    ///   - resamples: bootstraps, 500 where not given.
    ///   - seed: equal seeds give equal results.
    ///
    /// `nil` for no configuration, fewer than 2 rows, rows of different lengths, a loss that is not finite, no resample,
    /// or a confidence outside (0, 1).
    public init?(losses: [[Double]], resamples: Int = 500, confidence: Double = 0.95, seed: UInt64) {
        guard let rows = losses.first?.count, rows >= 2, losses.allSatisfy({ $0.count == rows }), resamples > 0,
            confidence > 0, confidence < 1, losses.allSatisfy({ $0.allSatisfy(\.isFinite) })
        else { return nil }
        var generator = SplitMix64(seed: seed)
        var outcomes: [Double] = []
        var selections = [Int](repeating: 0, count: losses.count)
        for start in stride(from: 0, to: resamples, by: 8) {
            let bags = BootstrapBags(rows: rows, used: min(8, resamples - start), generator: &generator)
            for (lane, winner) in bags.winners(losses).enumerated() {
                guard let loss = bags.leftOut(losses[winner], lane: lane) else { continue }
                outcomes.append(loss)
                selections[winner] += 1
            }
        }
        guard let summary = Summary(of: outcomes) else { return nil }
        let means = losses.map { $0.reduce(0, +) / Double(rows) }
        let best = means.indices.reduce(0) { means[$1] < means[$0] ? $1 : $0 }
        let sorted = outcomes.sorted()
        estimate = summary.mean
        interval = ConfidenceInterval(
            lower: Quantile.interpolated(ofSorted: sorted, (1 - confidence) / 2) ?? summary.mean,
            upper: Quantile.interpolated(ofSorted: sorted, (1 + confidence) / 2) ?? summary.mean)
        reported = means[best]
        self.best = best
        self.selections = selections
        self.resamples = outcomes.count
    }
}
