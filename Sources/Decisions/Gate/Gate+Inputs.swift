internal import JSON
internal import ObjectStore
internal import ResultStore
internal import SweepModel

extension Gate {
    /// Everything that the judgement was made of, by digest.
    func inputs() throws -> JSON {
        [
            "outcome": .string(Self.digest(trial.json)), "cacheKey": .string(trial.cacheKey),
            "codeDigest": .string(trial.provenance.codeDigest),
            "dataDigest": trial.provenance.dataDigest.map(JSON.string) ?? .null,
            "targetDigest": work?.kind.targetDigest.map(JSON.string) ?? .null,
            "work": try digest(ofObject: StoreKey.work(subject.sweep)),
            "confirmation": try confirmation.map(inputs) ?? .null,
            "testScorings": .array(try scorings.map { .string(Self.digest(try JSON(encoding: $0))) }),
            "championOutcome": try champion.map { .string(try digest(ofTrial: $0.trial, of: $0.sweep)) } ?? .null,
        ]
    }

    private func inputs(of confirmation: Confirmation) throws -> JSON {
        let outcomes = try confirmation.points.flatMap(\.trials).sorted().map {
            ($0, JSON.string(try digest(ofTrial: $0, of: confirmation.id)))
        }
        return [
            "work": try digest(ofObject: StoreKey.work(confirmation.id)),
            "outcomes": .object(Dictionary(outcomes) { first, _ in first }),
        ]
    }

    /// What is known of the model's quality, and how it was measured.
    func evidence() throws -> JSON {
        let confirmed = try confirmation.flatMap { confirmation in
            try point.map { try evidence(of: $0, in: confirmation) }
        }
        return [
            "metric": sweep.metric.json,
            "value": trial.metrics[sweep.metric.name].map(JSON.number) ?? .null,
            "trialsTried": .integer(sweep.succeeded), "seed": .integer(trial.seed), "confirmed": confirmed ?? .null,
        ]
    }

    private func evidence(of point: Confirmation.Point, in confirmation: Confirmation) throws -> JSON {
        let sample = try TestSample(point, of: confirmation, in: results)
        // The correction is for the choice of the best; another point needs none.
        let expected =
            try confirmation.best == point
            ? ConfirmedPoints([confirmation]).flatMap { try ExpectedScore($0, in: results)?.value } : sample?.score
        return [
            "seeds": .array(confirmation.seeds.map(JSON.integer)), "validation": point.validation?.json ?? .null,
            "testMetric": confirmation.testMetric?.json ?? .null, "test": point.test?.json ?? .null,
            "interval": point.testInterval?.json ?? .null, "expected": expected.map(JSON.number) ?? .null,
        ]
    }

    private func digest(ofTrial trial: String, of sweep: String) throws -> String {
        try results.trial(trial, of: sweep).map { Self.digest($0.json) } ?? ""
    }

    private func digest(ofObject key: String) throws -> JSON {
        try store.get(key).map { .string(Digest.sha256($0.bytes)) } ?? .null
    }

    static func digest(_ json: JSON) -> String { Digest.sha256(json.bytes()) }
}
