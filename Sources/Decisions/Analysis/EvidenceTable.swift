internal import ResultStore
internal import SweepModel

/// What the store tells of a pool's candidates, read one candidate at a time: each is compared with the best as it comes, and of its
/// rows nothing stays but what the bootstrap resamples.
struct EvidenceTable {
    let paired: PairedEvidence
    let reader: EvidenceReader
    /// Of each candidate's score, by its place in the ranking, from 0.
    private(set) var standardErrors: [Int: Double] = [:]
    /// From the best, by place; candidates without a sample that fits the best one's are left out.
    private(set) var differences: [Int: PairedDifference] = [:]
    private(set) var bootstrap: BootstrapSamples

    var evidence: Evidence { paired.evidence }

    /// Reads what the store has of each candidate's trials.
    ///
    /// - Parameter confidence: of the intervals of the differences.
    init(_ pool: Pool, in results: ResultStore, confidence: Double) throws {
        reader = EvidenceReader(pool: pool, results: results)
        let best = pool.rows.isEmpty ? nil : try reader.builder(at: 0)
        paired = PairedEvidence(best, pool, reader.measure)
        bootstrap = BootstrapSamples(best, candidates: pool.rows.count)
        guard let best, let bestScore = pool.rows.first?.value, let bestSample = paired.sample(of: best) else {
            return
        }
        try reader.forEach { place, builder in
            bootstrap.keep(builder, at: place, metricIsMaximized: pool.metric.goal == .maximize)
            guard let sample = paired.sample(of: builder), let score = pool.rows[place].value else { return }
            standardErrors[place] = paired.standardError(of: sample)
            guard place > 0 else { return }
            differences[place] = paired.difference(
                of: sample, from: bestSample, scores: (score, bestScore), confidence: confidence)
        }
    }
}

/// Reads the samples of candidates from the store, one candidate in memory at a time.
struct EvidenceReader {
    let pool: Pool
    let results: ResultStore
    let measure: RowMeasure?

    init(pool: Pool, results: ResultStore) {
        self.pool = pool
        self.results = results
        measure = RowMeasure(pool.metric.name)
    }

    /// - Parameter body: is given each candidate's place with all that its trials stored.
    func forEach(_ body: (Int, SampleBuilder) throws -> Void) throws {
        for sweep in pool.sweeps {
            var current: (place: Int, builder: SampleBuilder)?
            try results.forEachEvidence(of: sweep.sweep) { trial in
                guard let place = pool.place(sweep: sweep.sweep, point: trial.point) else { return true }
                if let done = current, done.place != place { try body(done.place, done.builder) }
                var builder = current.flatMap { $0.place == place ? $0.builder : nil } ?? SampleBuilder()
                current = nil
                add(trial, to: &builder)
                current = (place, builder)
                return true
            }
            if let current { try body(current.place, current.builder) }
        }
    }

    /// What the trials of one candidate stored; `nil` where they are gone.
    func builder(at place: Int) throws -> SampleBuilder? {
        try builder(of: Set(pool.rows[place].trials.map(\.outcome.trial)), in: pool.rows[place].sweep)
    }

    /// The same of trials of any sweep.
    func builder(of trials: Set<String>, in sweep: String) throws -> SampleBuilder? {
        var builder = SampleBuilder()
        try results.forEachEvidence(of: sweep, where: { trials.contains($0.trial) }) { trial in
            add(trial, to: &builder)
            return true
        }
        return builder.seeds.isEmpty ? nil : builder
    }

    private func add(_ trial: TrialEvidence, to builder: inout SampleBuilder) {
        builder.add(
            value: trial.value, rows: measure?.rows(of: trial),
            folds: trial.folds.map { $0[pool.metric.name] ?? .nan })
    }
}
