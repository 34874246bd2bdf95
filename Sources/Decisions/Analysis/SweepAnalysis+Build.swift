internal import ObjectStore
public import ResultStore
internal import SweepModel

extension SweepAnalysis {
    /// Judges sweeps: those with one metric on the same data and split together, the others each by itself.
    ///
    /// - Parameters:
    ///   - sweeps: ids; the order of the results follows them.
    ///   - registry: where the champion is found; the sweeps' own documents lie in its store.
    /// - Throws: `DecisionError.unknownSweep`, `.unknownColumn`, `.columnWithoutNumbers` for a measure that no trial has; `ResultStoreError`,
    ///   `ObjectStoreError`.
    public static func all(
        of sweeps: [String], in results: ResultStore, registry: Registry, options: AnalysisOptions = AnalysisOptions()
    ) throws -> [SweepAnalysis] {
        var groups: [(key: GroupKey, sweeps: [SweepSummary])] = []
        for sweep in sweeps where !groups.contains(where: { $0.sweeps.contains { $0.sweep == sweep } }) {
            guard let summary = try results.sweep(sweep) else { throw DecisionError.unknownSweep(sweep) }
            let key = GroupKey(
                metric: summary.metric, comparability: try Comparability(of: sweep, in: registry.store))
            if let index = groups.firstIndex(where: { $0.key == key }) {
                groups[index].sweeps.append(summary)
            } else {
                groups.append((key, [summary]))
            }
        }
        return try groups.compactMap { group in
            try Pool(group.sweeps, in: results).map {
                try SweepAnalysis($0, in: results, registry: registry, options: options)
            }
        }
    }

    private struct GroupKey: Equatable {
        let metric: Metric
        let comparability: Comparability
    }

    private init(
        _ pool: Pool, in results: ResultStore, registry: Registry, options: AnalysisOptions
    ) throws {
        try Self.check(options, pool)
        let varying = ParameterNames.split(pool.rows.map(\.parameters)).varying
        let table = try EvidenceTable(pool, in: results)
        sweeps = pool.sweeps.map(\.sweep)
        metric = pool.metric
        candidates = Candidate.all(of: pool, table)
        evidence = table.evidence
        let tied = TiedSet(candidates, table, confidence: options.confidence)
        self.tied = tied
        simplest = SimplestChoice(candidates, pool, tied: tied, measure: options.simplicity)
        front = ObjectiveFront(candidates, pool, objectives: Self.objectives(pool, options))
        importances = ParameterImportance.all(in: pool, parameters: varying)
        health = HealthFinding.all(in: pool, parameters: varying)
        let confirmed = try Self.confirmation(of: pool, results, registry.store).flatMap {
            Self.decisive($0, pool, tied)
        }
        expected =
            try confirmed.flatMap { try ExpectedScore($0.confirmation, in: results) }
            ?? ExpectedScore(candidates, table, metricIsMaximized: pool.metric.goal == .maximize)
        let judgement = Judgement(
            pool: pool, candidates: candidates, evidence: evidence, tied: tied, simplest: simplest, health: health,
            confirmed: confirmed, hasFreshTestRows: try Self.hasFreshTestRows(pool, registry.store))
        champion = try ChampionCheck(
            pool: pool, candidates: candidates, table: table, results: results, registry: registry,
            confidence: options.confidence
        ).compare(candidateAt: judgement.choice)
        recommendation = Recommendation(judgement, champion: champion)
        worthConfirming = judgement.worthConfirming
    }

    /// That of the best candidate's sweep, or else of the first sweep that has one.
    private static func confirmation(
        of pool: Pool, _ results: ResultStore, _ store: FolderStore
    ) throws -> Confirmation? {
        let first = pool.rows.first?.sweep
        let sweeps = pool.sweeps.map(\.sweep).filter { $0 == first } + pool.sweeps.map(\.sweep).filter { $0 != first }
        return try sweeps.lazy.compactMap { try Confirmation(of: $0, in: results, store: store) }.first
    }

    /// The confirmation with its best point's place, where it settles which candidate is best: it had the top one among its
    /// points, or its best point is one that nothing tells from the top one. Of others alone it says nothing about that.
    private static func decisive(
        _ confirmation: Confirmation, _ pool: Pool, _ tied: TiedSet?
    ) -> (confirmation: Confirmation, place: Int)? {
        let places = confirmation.points.map { pool.place(ofTrial: $0.trial, sweep: confirmation.sweep) }
        guard let best = places.first ?? nil else { return nil }
        let isUndecided = tied.map { ($0.places + $0.undecided(of: pool.rows.count)).contains(best) } ?? true
        return places.contains(0) || isUndecided ? (confirmation, best) : nil
    }

    /// Whether the best candidate's sweep keeps test rows that nobody has scored.
    private static func hasFreshTestRows(_ pool: Pool, _ store: FolderStore) throws -> Bool {
        guard let sweep = pool.rows.first?.sweep, let work = try WorkDocument.stored(sweep, in: store),
            let split = TestSplit(of: work)
        else { return false }
        do {
            return try TestLedger(split, in: store).scorings().isEmpty
        } catch is ConfirmationError {
            // Whoever asks for a confirmation is told what is damaged.
            return false
        }
    }

    /// Every column that a person named must be there, and have numbers.
    private static func check(_ options: AnalysisOptions, _ pool: Pool) throws(DecisionError) {
        let named = [options.simplicity].compactMap(\.self) + options.objectives.map(\.name)
        guard !named.isEmpty, !pool.rows.isEmpty else { return }
        let names = ColumnNames(
            metrics: Set(pool.rows.flatMap(\.metrics.keys)).sorted(),
            parameters: Set(pool.rows.flatMap(\.parameters.keys)).sorted())
        for name in named {
            _ = try names.column(name)
            guard pool.rows.contains(where: { $0.number(name) != nil }) else {
                throw .columnWithoutNumbers(name: name)
            }
        }
    }

    /// The sweep's own metric first, each once.
    private static func objectives(_ pool: Pool, _ options: AnalysisOptions) -> [Metric] {
        let usual = options.simplicity ?? SimplestChoice.usualMeasure(of: Array(pool.rows.indices), pool)
        let others = options.objectives.isEmpty ? [Metric(name: usual, goal: .minimize)] : options.objectives
        return others.reduce(into: [pool.metric]) { all, metric in
            if !all.contains(where: { $0.name == metric.name }) { all.append(metric) }
        }
    }
}
