internal import ResultStore
internal import Statistics
internal import SweepModel

extension SimplestChoice {
    /// The simplest candidate whose score is within one standard error of the best, and that is tied with it.
    ///
    /// Of equally simple ones the better. `nil` where the best one's standard error or the measure is not known; other
    /// candidates without the measure are passed over.
    init?(_ candidates: [Candidate], _ pool: Pool, tied: TiedSet?, measure: String?) {
        guard let best = candidates.first, let error = best.standardError else { return nil }
        let threshold = pool.metric.goal == .maximize ? best.score - error : best.score + error
        let places = tied?.places ?? Array(candidates.indices)
        let near = places.filter { !pool.metric.isBetter(threshold, than: candidates[$0].score) }
        let measure = measure ?? Self.usualMeasure(of: near, pool)
        let sizes = near.compactMap { place in pool.rows[place].number(measure).map { (place: place, size: $0) } }
        guard threshold.isFinite, let first = sizes.first, first.place == 0, let least = sizes.map(\.size).min()
        else { return nil }
        let equal = Self.equallySimple(least, measure)
        let simplest = first.size <= equal ? first : sizes.first { $0.size <= equal } ?? first
        place = simplest.place
        trial = candidates[place].trial
        self.measure = measure
        complexity = simplest.size
        bestComplexity = first.size
        self.threshold = threshold
        eligible = sizes.count
    }

    /// The size of the models where all of them tell it, else their time.
    static func usualMeasure(of places: [Int], _ pool: Pool) -> String {
        let size = TrainerMetric.size.name
        return places.allSatisfy { pool.rows[$0].metrics[size] != nil } ? size : "seconds"
    }

    /// What still counts as the least: times are noisy, so that a tenth more, or a tenth of a second, makes no difference.
    private static func equallySimple(_ least: Double, _ measure: String) -> Double {
        measure == "seconds" ? max(least * 1.1, least + 0.1) : least
    }
}
