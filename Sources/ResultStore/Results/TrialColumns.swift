internal import GRDB
internal import JSON
internal import SweepModel

/// The columns of `trials` that hold an outcome, in the one order that writing and reading share.
enum TrialColumns {
    static let names = [
        "trial", "trial_index", "point", "seed", "parameters", "cache_key", "status", "model", "started_at", "seconds",
        "cpu_seconds", "peak_memory_bytes", "generation", "attempt", "lane", "host", "worker", "data_digest",
        "code_digest", "blas", "cached_from", "pack",
    ]

    static func values(of outcome: TrialOutcome) -> [(any DatabaseValueConvertible)?] {
        let cost = outcome.cost
        let provenance = outcome.provenance
        return [
            outcome.trial, outcome.index, outcome.point, outcome.seed, outcome.parameters.text(), outcome.cacheKey,
            outcome.status.rawValue, outcome.model, cost.startedAt, cost.seconds, cost.cpuSeconds,
            cost.peakMemoryBytes, provenance.generation, provenance.attempt, provenance.lane.rawValue,
            provenance.host, provenance.worker, provenance.dataDigest, provenance.codeDigest, provenance.blas,
            provenance.cachedFrom, outcome.pack,
        ]
    }

    /// The outcome without what lies in other tables.
    static func outcome(of sweep: String, from row: inout RowReader) throws -> TrialOutcome {
        var (parameters, texts) = (ParameterCache(), TextPool())
        return try outcome(of: sweep, from: &row, &parameters, &texts)
    }

    /// One of many: what they have in common is held once.
    static func outcome(
        of sweep: String, from row: inout RowReader, _ cache: inout ParameterCache, _ texts: inout TextPool
    ) throws -> TrialOutcome {
        let trial: String = try row.next()
        let index: Int = try row.next()
        let point: Int = try row.next()
        let seed: Int = try row.next()
        let parameters = try cache.value(of: row.next())
        let cacheKey: String = try row.next()
        let status: TrialOutcome.Status = try row.choice()
        let model: String? = try row.optional()
        let cost = TrialOutcome.Cost(
            startedAt: try row.next(), seconds: try row.next(), cpuSeconds: try row.next(),
            peakMemoryBytes: try row.optional())
        let provenance = TrialOutcome.Provenance(
            generation: try row.next(), attempt: try row.next(), lane: try row.choice(),
            host: texts.shared(try row.next()), worker: texts.shared(try row.next()),
            dataDigest: try row.optional().map { texts.shared($0) }, codeDigest: texts.shared(try row.next()),
            blas: try row.optional().map { texts.shared($0) }, cachedFrom: try row.optional().map { texts.shared($0) })
        return TrialOutcome(
            sweep: sweep, pack: texts.shared(try row.next()), trial: trial, index: index, point: point, seed: seed,
            parameters: parameters, cacheKey: cacheKey, status: status, model: model, cost: cost,
            provenance: provenance)
    }
}
