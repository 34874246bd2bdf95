internal import ResultStore
internal import SweepModel

/// The samples of a pool's candidates: all of one kind and one length.
struct EvidenceTable {
    let evidence: Evidence
    let measure: RowMeasure?
    /// By the candidate's place in the ranking, from 0; candidates without a sample that fits the best one's are left out.
    let samples: [Int: ScoreSample]

    /// A value a validation row of the same candidates, where they have them beside folds, too.
    let rows: [Int: [Float]]

    /// Numbers that are held at most: 32 million take 128 MB. Of a sweep that has more, the best candidates are held.
    static let maximumNumbers = 32_000_000

    /// Reads what the store has of each candidate's trials.
    init(_ pool: Pool, in results: ResultStore) throws {
        var measure = RowMeasure(pool.metric.name)
        let builders = try Self.builders(pool, measure, results)
        let best = builders[0]
        let rowCount = best?.rows?.count ?? 0
        let rows = rowCount > 1 ? builders.compactMapValues(\.rows).filter { $0.value.count == rowCount } : [:]
        if let value = pool.rows.first?.value, let bestRows = rows[0] {
            measure?.learn(from: value, mean: Self.mean(bestRows))
        }
        self.measure = measure
        self.rows = rows
        if let folds = best?.folds {
            evidence = .folds(runs: 1, folds: folds.count)
            samples = builders.compactMapValues(\.folds).filter { $0.value.count == folds.count }.mapValues {
                .folds($0)
            }
        } else if !rows.isEmpty {
            // Means of errors over seeds are no longer right or wrong.
            let areErrors = measure?.kind == .accuracy && builders.values.allSatisfy { $0.seeds.count == 1 }
            evidence = .rows(count: rowCount, areErrors: areErrors)
            samples = rows.mapValues { .rows($0) }
        } else if let seeds = best?.seeds, Set(seeds).count > 1 {
            evidence = .seeds(seeds.count)
            samples = builders.mapValues(\.seeds).filter { $0.value.count > 1 }.mapValues { .seeds($0) }
        } else {
            evidence = .none(reason: Self.reason(pool.metric.name, best, isRowMetric: measure != nil))
            samples = [:]
        }
    }

    static func mean(_ rows: [Float]) -> Double { rows.reduce(0) { $0 + Double($1) } / Double(max(1, rows.count)) }

    private static func builders(
        _ pool: Pool, _ measure: RowMeasure?, _ results: ResultStore
    ) throws -> [Int: SampleBuilder] {
        var builders: [Int: SampleBuilder] = [:]
        var numbers = 0
        for sweep in pool.sweeps {
            try results.forEachEvidence(of: sweep.sweep) { trial in
                guard let place = pool.place(sweep: sweep.sweep, point: trial.point) else { return true }
                let rows = measure?.rows(of: trial)
                if builders[place] == nil {
                    let more = (rows?.count ?? 0) + trial.folds.count
                    guard place == 0 || numbers + more <= maximumNumbers else { return true }
                    numbers += more
                }
                builders[place, default: SampleBuilder()].add(
                    value: trial.value, rows: rows, folds: trial.folds.map { $0[pool.metric.name] ?? .nan })
                return true
            }
        }
        return builders
    }

    private static func reason(_ metric: String, _ best: SampleBuilder?, isRowMetric: Bool) -> String {
        if let seeds = best?.seeds, seeds.count > 1 {
            return "\(seeds.count) seeds gave the best point one and the same score, which says nothing of its noise"
        }
        if isRowMetric { return "its trials stored nothing about single rows, and there are neither folds nor seeds" }
        return "\(metric) is one number a trial: several `seeds`, or folds, would tell how far it can be trusted"
    }
}
