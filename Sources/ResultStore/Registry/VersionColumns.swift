internal import GRDB
internal import JSON
internal import SweepModel

/// The columns of `versions`, in the one order that writing and reading share.
enum VersionColumns {
    static let names = [
        "version", "sweep", "sweep_name", "trial", "seed", "metric", "goal", "value", "parameters", "metrics",
        "chosen_from", "data_digest", "code_digest", "cache_key", "model", "model_digest", "card", "checkpoints",
        "created_at", "created_by", "note",
    ]

    static func values(of version: ModelVersion) -> StatementArguments {
        StatementArguments([
            version.version, version.sweep, version.sweepName, version.trial, version.seed, version.metric.name,
            version.metric.goal.rawValue, version.value, version.parameters.text(),
            JSON.object(version.metrics.mapValues(JSON.number)).text(), version.chosenFrom, version.dataDigest,
            version.codeDigest, version.cacheKey, version.model?.key, version.model?.digest, version.model?.card,
            version.checkpoints, version.createdAt, version.createdBy, version.note,
        ])
    }

    static func version(from row: inout RowReader) throws -> ModelVersion {
        ModelVersion(
            version: try row.next(), sweep: try row.next(), sweepName: try row.next(), trial: try row.next(),
            seed: try row.next(), metric: Metric(name: try row.next(), goal: try row.choice()),
            value: try row.optional(), parameters: try row.json(),
            metrics: try row.json().object?.compactMapValues(\.double) ?? [:], chosenFrom: try row.next(),
            dataDigest: try row.optional(), codeDigest: try row.next(), cacheKey: try row.next(),
            model: try modelFile(from: &row), checkpoints: try row.optional(), createdAt: try row.next(),
            createdBy: try row.next(), note: try row.optional())
    }

    private static func modelFile(from row: inout RowReader) throws -> ModelVersion.ModelFile? {
        let key: String? = try row.optional()
        let digest: String? = try row.optional()
        let card: String? = try row.optional()
        guard let key, let digest else { return nil }
        return ModelVersion.ModelFile(key: key, digest: digest, card: card)
    }
}
