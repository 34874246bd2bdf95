internal import Statistics

extension TiedSet {
    /// Tests every candidate against the best one, and adjusts the p values by Holm's method.
    ///
    /// A candidate without a sample counts in the adjustment as one that is tied, and is in no comparison.
    init?(_ candidates: [Candidate], _ table: EvidenceTable, confidence: Double) {
        guard let test = table.test, let best = candidates.first, let bestSample = table.samples[0] else { return nil }
        let tested = candidates.indices.dropFirst().compactMap { place -> (Int, PairedDifference)? in
            guard let sample = table.samples[place] else { return nil }
            return table.difference(
                of: sample, from: bestSample, scores: (candidates[place].score, best.score), confidence: confidence
            ).map { (place, $0) }
        }
        let untested = candidates.count - 1 - tested.count
        let p = tested.map(\.1.p) + [Double](repeating: 1, count: untested)
        guard let adjusted = MultipleTesting.holm.adjusted(p) else { return nil }
        self.test = test
        self.confidence = confidence
        self.best = best.trial
        self.untested = untested
        comparisons = zip(tested, adjusted).map { entry, adjusted in
            let (place, difference) = entry
            return Comparison(
                trial: candidates[place].trial, difference: difference.difference, interval: difference.interval,
                p: difference.p, adjustedP: adjusted, isTied: adjusted > 1 - confidence, place: place)
        }
    }
}
