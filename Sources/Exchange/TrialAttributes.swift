internal import JSON
internal import ResultStore
internal import SweepModel

/// What is known of a trial beside its parameters and the sweep's metric, by name; what is not there is left out.
enum TrialAttributes {
    /// Metrics are called `metric.NAME`, so that none of them can take another attribute's name.
    static func all(of trial: ExportedTrial, _ outcome: TrialOutcome) -> [String: JSON] {
        var attributes = scalars(of: trial)
        for (name, value) in trial.metrics { attributes["metric.\(name)"] = .number(value) }
        if !outcome.foldMetrics.isEmpty {
            attributes["folds"] = .array(outcome.foldMetrics.map { .object($0.mapValues(JSON.number)) })
        }
        return attributes
    }

    /// Texts and numbers, without metrics.
    static func scalars(of trial: ExportedTrial) -> [String: JSON] {
        let outcome = trial.outcome
        let provenance = outcome.provenance
        var attributes: [String: JSON] = [
            "trial": .string(outcome.trial), "sweep": .string(outcome.sweep), "index": .integer(outcome.index),
            "point": .integer(outcome.point), "seed": .integer(outcome.seed),
            "status": .string(outcome.status.rawValue),
            "seconds": .number(outcome.cost.seconds), "cpu_seconds": .number(outcome.cost.cpuSeconds),
            "lane": .string(provenance.lane.rawValue), "attempt": .integer(provenance.attempt),
            "host": .string(provenance.host), "cache_key": .string(outcome.cacheKey),
            "code_digest": .string(provenance.codeDigest),
        ]
        attributes["rank"] = trial.ranked.rank.map(JSON.integer)
        attributes["reason"] = (outcome.failure?.reason.rawValue).map(JSON.string)
        attributes["message"] = (outcome.failure?.message).map(JSON.string)
        attributes["exit_code"] = (outcome.failure?.exitCode).map(JSON.integer)
        attributes["signal"] = (outcome.failure?.signal).map(JSON.integer)
        attributes["peak_memory_bytes"] = outcome.cost.peakMemoryBytes.map(JSON.integer)
        attributes["model"] = outcome.model.map(JSON.string)
        attributes["data_digest"] = provenance.dataDigest.map(JSON.string)
        attributes["cached_from"] = provenance.cachedFrom.map(JSON.string)
        return attributes
    }
}
