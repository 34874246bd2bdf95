internal import ResultStore
internal import Statistics
internal import SweepModel

extension SimplestChoice {
    /// The simplest candidate whose score is within one standard error of the best, and that is tied with it.
    ///
    /// Of equally simple ones the better. `nil` where the best one's standard error or the measure is not known.
    init?(_ candidates: [Candidate], _ pool: Pool, tied: TiedSet?, measure: String?) {
        guard let best = candidates.first, let error = best.standardError else { return nil }
        let threshold = pool.metric.goal == .maximize ? best.score - error : best.score + error
        let tied = tied.map { Set($0.trials) }
        let eligible = candidates.indices.filter { place in
            !pool.metric.isBetter(threshold, than: candidates[place].score)
                && tied?.contains(candidates[place].trial) ?? true
        }
        let measure = measure ?? Self.usualMeasure(of: eligible, pool)
        let sizes = eligible.compactMap { place in pool.rows[place].number(measure).map { (place, $0) } }
        guard let first = sizes.first, first.0 == 0, sizes.count == eligible.count else { return nil }
        let simplest = sizes.dropFirst().reduce(first) { $1.1 < $0.1 ? $1 : $0 }
        place = simplest.0
        trial = candidates[place].trial
        self.measure = measure
        complexity = simplest.1
        bestComplexity = first.1
        self.threshold = threshold
        self.eligible = eligible.count
    }

    /// The size of the models where all of them tell it, else their time.
    static func usualMeasure(of places: [Int], _ pool: Pool) -> String {
        let size = TrainerMetric.size.name
        return places.allSatisfy { pool.rows[$0].metrics[size] != nil } ? size : "seconds"
    }
}
