internal import ObjectStore
internal import ResultStore
internal import Statistics
internal import SweepModel

/// Finds the model in production and compares a candidate with it.
struct ChampionCheck {
    let pool: Pool
    let candidates: [Candidate]
    let table: EvidenceTable
    let registry: Registry
    let confidence: Double

    /// - Parameter place: the candidate's, from 0.
    func compare(candidateAt place: Int) throws -> ChampionComparison {
        guard let version = try registry.aliases()[.champion] else { return .none }
        return try compare(candidateAt: place, with: try registry.version(named: String(version)))
    }

    /// The same with a model that need not be in production any more.
    func compare(candidateAt place: Int, with champion: ModelVersion) throws -> ChampionComparison {
        guard candidates.indices.contains(place) else { return .none }
        let version = champion.version
        if candidates[place].trials.contains(champion.trial), candidates[place].sweep == champion.sweep {
            return .same(version: version)
        }
        guard champion.metric == pool.metric, let value = champion.value else {
            return .notComparable(version: version, reason: "it was chosen by \(champion.metric.name)")
        }
        let own = try Comparability(of: candidates[place].sweep, in: registry.store)
        guard try own == Comparability(of: champion.sweep, in: registry.store) else {
            return .notComparable(version: version, reason: "it was scored on other data, or another split of them")
        }
        guard let sample = try sample(at: place), let other = try championSample(champion, value),
            let result = table.paired.difference(
                of: sample, from: other.sample, scores: (candidates[place].score, other.score), confidence: confidence)
        else {
            return .notComparable(
                version: version, reason: "nothing is stored of its rows or folds that tells of noise")
        }
        let isBetter = pool.metric.goal == .maximize ? result.interval.lower > 0 : result.interval.upper < 0
        return .compared(
            ChampionComparison.Difference(
                version: version, trial: champion.trial, championScore: other.score, difference: result.difference,
                interval: result.interval, p: result.p, isBetter: isBetter))
    }

    /// The champion's values in the form that the pool's candidates have, with the score that is their mean: its point's where it
    /// is one of the pool, else its own.
    private func championSample(_ champion: ModelVersion, _ value: Double) throws -> (
        sample: ScoreSample, score: Double
    )? {
        if let place = pool.place(ofTrial: champion.trial, sweep: champion.sweep), let sample = try sample(at: place) {
            return (sample, candidates[place].score)
        }
        let builder = try table.reader.builder(of: [champion.trial], in: champion.sweep)
        return builder.flatMap(table.paired.sample).map { ($0, value) }
    }

    private func sample(at place: Int) throws -> ScoreSample? {
        try table.reader.builder(at: place).flatMap(table.paired.sample)
    }
}
