internal import Foundation
internal import JSON
internal import ObjectStore
public import ResultStore
internal import SweepModel

extension Registry {
    /// Gives the best trial of a sweep, or the one asked for, a model version, and moves an alias to it.
    ///
    /// The model's bytes are copied, so that the sweep may be deleted afterwards. A trial that was promoted before keeps
    /// its version; only the alias moves. A trial of a user's program has no model here: its version holds the lineage and
    /// where the checkpoints lie.
    public func promote(_ request: PromotionRequest, from results: ResultStore) throws -> Promotion {
        guard let sweep = try results.sweep(request.sweep) else { throw DecisionError.unknownSweep(request.sweep) }
        let trial = try Self.choose(request.trial, of: sweep, in: results)
        // A decision that rests on a wrong belief must not leave a version behind.
        try check(request)
        let registry = try RegistryStore(path: Self.path(of: store), access: .writing)
        let (version, isNew) = try registry.register(sweep: sweep.sweep, trial: trial.trial) { number in
            try make(number, trial, sweep, request)
        }
        let move = try request.alias.flatMap { alias in
            try self.move(
                alias, to: version, expecting: request.expectation, by: request.by, at: request.at,
                note: request.note)
        }
        return Promotion(version: version, isNew: isNew, move: move)
    }

    /// The objects that a promotion copies: a model and its card, or nothing.
    ///
    /// - Throws: `DecisionError` for a trial that can't be promoted.
    public func modelKeys(of request: PromotionRequest, from results: ResultStore) throws -> [String] {
        guard let sweep = try results.sweep(request.sweep) else { throw DecisionError.unknownSweep(request.sweep) }
        guard let key = try Self.choose(request.trial, of: sweep, in: results).model else { return [] }
        return [key, Self.card(ofModel: key)]
    }

    private static func card(ofModel key: String) -> String { (key as NSString).deletingPathExtension + ".json" }

    private func check(_ request: PromotionRequest) throws {
        guard let alias = request.alias, request.expectation != .whatever else { return }
        let found = try aliases()[alias]
        let expected: Int? = if case .version(let number) = request.expectation { number } else { nil }
        guard found == expected else {
            throw DecisionError.aliasMoved(alias: alias.rawValue, expected: expected, found: found)
        }
    }

    private static func choose(
        _ prefix: String?, of sweep: SweepSummary, in results: ResultStore
    ) throws -> TrialOutcome {
        guard let prefix else {
            guard let best = try results.rankedTrials(of: sweep.sweep, limit: 1).first, best.rank != nil else {
                throw DecisionError.noSucceededTrial(sweep: sweep.sweep)
            }
            return best.outcome
        }
        let trial = try results.trial(beginningWith: prefix, of: sweep.sweep)
        if let failure = trial.failure {
            throw DecisionError.failedTrial(trial: trial.trial, reason: failure.reason.rawValue)
        }
        return trial
    }

    private func make(
        _ number: Int, _ trial: TrialOutcome, _ sweep: SweepSummary, _ request: PromotionRequest
    ) throws -> ModelVersion {
        ModelVersion(
            version: number, sweep: sweep.sweep, sweepName: sweep.name, trial: trial.trial, seed: trial.seed,
            metric: sweep.metric, value: trial.metrics[sweep.metric.name], parameters: trial.parameters,
            metrics: trial.metrics, chosenFrom: sweep.succeeded, dataDigest: trial.provenance.dataDigest,
            codeDigest: trial.provenance.codeDigest, cacheKey: trial.cacheKey,
            model: try copyModel(of: trial, to: number), checkpoints: try checkpoints(of: trial),
            createdAt: request.at, createdBy: request.by, note: request.note)
    }

    /// Copies model and card to names made of their content: a crash between here and the version's row leaves bytes that
    /// the next promotion finds or passes by, never a version with half a model.
    private func copyModel(of trial: TrialOutcome, to number: Int) throws -> ModelVersion.ModelFile? {
        guard let key = trial.model else {
            // Only a user's program has no data set of ours.
            guard trial.provenance.dataDigest == nil else {
                throw DecisionError.missingModel(trial: trial.trial, problem: "its model was not saved")
            }
            return nil
        }
        guard let bytes = try store.get(key)?.bytes else {
            throw DecisionError.missingModel(
                trial: trial.trial, problem: "its model \(key) is no longer in the store; train the sweep again")
        }
        let digest = Self.digest(bytes)
        let copy = RegistryKey.model(number, digest: digest)
        try store.put(copy, bytes)
        let cardKey = Self.card(ofModel: key)
        guard let card = try store.get(cardKey)?.bytes else {
            return ModelVersion.ModelFile(key: copy, digest: digest, card: nil)
        }
        let cardCopy = RegistryKey.card(number, digest: digest)
        try store.put(cardCopy, card)
        return ModelVersion.ModelFile(key: copy, digest: digest, card: cardCopy)
    }

    private func checkpoints(of trial: TrialOutcome) throws -> String? {
        let prefix = StoreKey.checkpoints(trial.provenance.cachedFrom ?? trial.sweep, trial: trial.trial)
        return try store.list(prefix: prefix).isEmpty ? nil : prefix
    }

    static func digest(_ bytes: Data) -> String { Digest.sha256(bytes) }
}

/// The names of promoted models in the store.
enum RegistryKey {
    static func model(_ version: Int, digest: String) -> String { "models/\(version)/\(digest).safetensors" }
    static func card(_ version: Int, digest: String) -> String { "models/\(version)/\(digest).json" }
}
