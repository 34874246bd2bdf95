internal import Statistics

extension TiedSet {
    /// Tests every candidate against the best one, and adjusts the p values by Holm's method.
    init?(_ candidates: [Candidate], _ table: EvidenceTable, confidence: Double) {
        guard let test = table.paired.test, let best = candidates.first else { return nil }
        self.init(
            test, best: best.trial, others: candidates.dropFirst().map(\.trial),
            differences: candidates.indices.dropFirst().map { table.differences[$0] }, confidence: confidence)
    }

    /// - Parameters:
    ///   - others: every trial behind the best, by rank.
    ///   - differences: theirs from the best. A trial without one counts in the adjustment as one that is tied, and is in no comparison.
    init?(
        _ test: Test, best: String, others: [String], differences: [PairedDifference?], confidence: Double
    ) {
        let tested = zip(others, differences).enumerated().compactMap { index, pair in
            pair.1.map { (place: index + 1, trial: pair.0, difference: $0) }
        }
        let untested = others.count - tested.count
        let p = tested.map(\.difference.p) + [Double](repeating: 1, count: untested)
        guard let adjusted = MultipleTesting.holm.adjusted(p) else { return nil }
        self.test = test
        self.confidence = confidence
        self.best = best
        self.untested = untested
        comparisons = zip(tested, adjusted).map { entry, adjusted in
            Comparison(
                trial: entry.trial, difference: entry.difference.difference, interval: entry.difference.interval,
                p: entry.difference.p, adjustedP: adjusted, isTied: adjusted > 1 - confidence, place: entry.place)
        }
    }
}
