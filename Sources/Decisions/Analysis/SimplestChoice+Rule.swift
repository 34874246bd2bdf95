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
        let places = tied?.places ?? Array(candidates.indices)
        let measure = measure ?? Self.usualMeasure(of: places, pool)
        let sizes = places.compactMap { place in pool.rows[place].number(measure).map { (place: place, size: $0) } }
        let sign = pool.metric.goal == .maximize ? -1.0 : 1
        guard let first = sizes.first, first.place == 0,
            let choice = OneStandardErrorChoice(
                means: sizes.map { sign * candidates[$0.place].score }, standardErrorOfBest: error,
                complexity: sizes.map(\.size), equallySimple: { Self.equallySimple($0, measure) })
        else { return nil }
        place = sizes[choice.chosen].place
        trial = candidates[place].trial
        self.measure = measure
        complexity = sizes[choice.chosen].size
        bestComplexity = first.size
        threshold = sign * choice.threshold
        eligible = choice.eligible.count
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
