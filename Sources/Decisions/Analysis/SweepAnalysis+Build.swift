internal import ObjectStore
public import ResultStore
internal import SweepModel

extension SweepAnalysis {
    /// Judges sweeps: those with one metric on the same data and split together, the others each by itself.
    ///
    /// - Parameters:
    ///   - sweeps: ids; the order of the results follows them.
    ///   - registry: where the champion is found; the sweeps' own documents lie in its store.
    /// - Throws: `DecisionError.unknownSweep`, `.unknownColumn` for a measure that no trial has; `ResultStoreError`,
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
        let varying = ParameterNames.split(pool.rows.map(\.parameters)).varying
        try Self.check(options, pool)
        let table = try EvidenceTable(pool, in: results)
        sweeps = pool.sweeps.map(\.sweep)
        metric = pool.metric
        candidates = Candidate.all(of: pool, table)
        evidence = table.evidence
        tied = TiedSet(candidates, table, confidence: options.confidence)
        simplest = SimplestChoice(candidates, pool, tied: tied, measure: options.simplicity)
        let confirmation = try pool.sweeps.lazy.compactMap {
            try Confirmation(of: $0.sweep, in: results, store: registry.store)
        }.first
        expected =
            try confirmation.flatMap { try ExpectedScore($0, in: results) }
            ?? ExpectedScore(candidates, table, metricIsMaximized: pool.metric.goal == .maximize)
        front = ObjectiveFront(candidates, pool, objectives: Self.objectives(pool, options))
        importances = ParameterImportance.all(in: pool, parameters: varying)
        health = HealthFinding.all(in: pool, parameters: varying)
        let confirmed = confirmation?.best.flatMap { best in pool.place(ofTrial: best.trial, sweep: confirmation?.sweep)
        }
        let choice = confirmed ?? simplest?.place ?? 0
        let check = ChampionCheck(
            pool: pool, candidates: candidates, table: table, results: results, registry: registry,
            confidence: options.confidence)
        champion = candidates.isEmpty ? .none : try check.compare(candidateAt: choice)
        recommendation = Recommendation(
            candidates, choice: choice, tied: tied, simplest: simplest, confirmed: confirmed != nil, champion: champion,
            sweep: pool.sweeps[0].sweep)
    }

    private static func check(_ options: AnalysisOptions, _ pool: Pool) throws(DecisionError) {
        for name in [options.simplicity].compactMap(\.self) + options.objectives.map(\.name) {
            guard pool.rows.isEmpty || pool.rows.contains(where: { $0.number(name) != nil }) else {
                let names = Set(pool.rows.flatMap { Array($0.metrics.keys) + Array($0.parameters.keys) })
                throw .unknownColumn(
                    name: name, suggestion: NearMiss.best(for: name, among: ["seconds"] + names.sorted()))
            }
        }
    }

    private static func objectives(_ pool: Pool, _ options: AnalysisOptions) -> [Metric] {
        guard options.objectives.isEmpty else {
            return [pool.metric] + options.objectives.filter { $0.name != pool.metric.name }
        }
        let measure = options.simplicity ?? SimplestChoice.usualMeasure(of: Array(pool.rows.indices), pool)
        return [pool.metric, Metric(name: measure, goal: .minimize)]
    }
}
