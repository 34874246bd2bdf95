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
        let table = try EvidenceTable(pool, in: results, confidence: options.confidence)
        sweeps = pool.sweeps.map(\.sweep)
        metric = pool.metric
        candidates = Candidate.all(of: pool, table)
        evidence = table.evidence
        let tied = TiedSet(candidates, table, confidence: options.confidence)
        self.tied = tied
        simplest = SimplestChoice(candidates, pool, tied: tied, measure: options.simplicity)
        front = ObjectiveFront(candidates, pool, objectives: Self.objectives(pool, options))
        importances = ParameterImportance.all(in: pool, parameters: varying)
        let ledger = try TestLedgerView(pool, results, registry.store)
        let open = try sweeps.flatMap {
            try OpenConfirmation.all(of: $0, running: options.running, in: results, store: registry.store)
        }
        health =
            HealthFinding.all(in: pool, parameters: varying) + open.map(HealthFinding.openConfirmation)
            + ledger.damaged.map(HealthFinding.damagedRecord)
        let confirmed = try Self.confirmed(pool, results, registry.store).flatMap { Self.decisive($0, pool, tied) }
        expected =
            try confirmed.flatMap { try ExpectedScore($0.points, in: results) }
            ?? ExpectedScore(candidates, table, pool.metric)
        let judgement = Judgement(
            pool: pool, candidates: candidates, evidence: evidence, tied: tied, simplest: simplest, health: health,
            confirmed: confirmed, hasFreshTestRows: ledger.isFresh)
        champion = try ChampionCheck(
            pool: pool, candidates: candidates, table: table, registry: registry, confidence: options.confidence
        ).compare(candidateAt: judgement.choice)
        recommendation = Recommendation(judgement, champion: champion)
        worthConfirming = judgement.worthConfirming
    }

    /// The points of all sweeps' confirmations.
    private static func confirmed(
        _ pool: Pool, _ results: ResultStore, _ store: FolderStore
    ) throws -> ConfirmedPoints? {
        ConfirmedPoints(
            try pool.sweeps.compactMap { try Confirmation(of: $0.sweep, in: results, store: store) })
    }

    /// The confirmed points with the best one's place, where they settle which candidate is best: the top one is among them, or the best
    /// of them is one that nothing tells from the top one. Of others alone they say nothing about that.
    private static func decisive(
        _ confirmed: ConfirmedPoints, _ pool: Pool, _ tied: TiedSet?
    ) -> (points: ConfirmedPoints, place: Int)? {
        let places = confirmed.points.map { pool.place(ofTrial: $0.point.trial, sweep: $0.sweep) }
        guard let best = places.first ?? nil else { return nil }
        let isUndecided = tied.map { ($0.places + $0.undecided(of: pool.rows.count)).contains(best) } ?? true
        return places.contains(0) || isUndecided ? (confirmed, best) : nil
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
