internal import Foundation
internal import ObjectStore
internal import ResultStore
internal import SweepModel

/// Makes a version of a trial, with copies of its model and card in the registry's home.
struct ModelCopy {
    let request: PromotionRequest
    let sweep: SweepSummary
    let trial: TrialOutcome
    let registry: Registry

    static func card(ofModel key: String) -> String { (key as NSString).deletingPathExtension + ".json" }

    func version(_ number: Int) throws -> ModelVersion {
        ModelVersion(
            version: number, sweep: sweep.sweep, sweepName: sweep.name, trial: trial.trial, seed: trial.seed,
            metric: sweep.metric, value: trial.metrics[sweep.metric.name], parameters: trial.parameters,
            metrics: trial.metrics, chosenFrom: sweep.succeeded, dataDigest: trial.provenance.dataDigest,
            codeDigest: trial.provenance.codeDigest, cacheKey: trial.cacheKey,
            model: try copyModel(to: number), checkpoints: try checkpoints(),
            createdAt: request.at, createdBy: request.by, note: request.note)
    }

    /// Copies model and card to names made of their content: a crash between here and the version's row leaves bytes that
    /// the next promotion finds or passes by, never a version with half a model.
    private func copyModel(to number: Int) throws -> ModelVersion.ModelFile? {
        guard let key = trial.model else {
            // Only a user's program has no data set of ours.
            guard trial.provenance.dataDigest == nil else {
                throw DecisionError.missingModel(trial: trial.trial, problem: "its model was not saved")
            }
            return nil
        }
        guard let bytes = try registry.store.get(key)?.bytes else {
            throw DecisionError.missingModel(
                trial: trial.trial, problem: "its model \(key) is no longer in the store; train the sweep again")
        }
        let digest = Registry.digest(bytes)
        let copy = RegistryKey.model(number, digest: digest)
        try registry.home.put(copy, bytes)
        guard let card = try registry.store.get(Self.card(ofModel: key))?.bytes else {
            return ModelVersion.ModelFile(key: copy, digest: digest, card: nil)
        }
        let cardCopy = RegistryKey.card(number, digest: digest)
        try registry.home.put(cardCopy, card)
        return ModelVersion.ModelFile(key: copy, digest: digest, card: cardCopy)
    }

    private func checkpoints() throws -> String? {
        let prefix = StoreKey.checkpoints(trial.provenance.cachedFrom ?? trial.sweep, trial: trial.trial)
        return try registry.store.list(prefix: prefix).isEmpty ? nil : prefix
    }
}

/// The names of promoted models in the registry's home.
enum RegistryKey {
    static func model(_ version: Int, digest: String) -> String { "models/\(version)/\(digest).safetensors" }
    static func card(_ version: Int, digest: String) -> String { "models/\(version)/\(digest).json" }
}
