internal import JSON
public import ResultStore
internal import SweepModel

extension Registry {
    /// Gives a trial of a sweep a model version and moves an alias to it, if the evidence allows it or somebody says why it shall be
    /// done all the same.
    ///
    /// The model's bytes are copied, so that the sweep may be deleted afterwards. A trial that was promoted before keeps
    /// its version; only the alias moves. A trial of a user's program has no model here: its version holds the lineage and
    /// where the checkpoints lie. A moved champion is served where no test runs.
    ///
    /// - Throws: `GateRefusal`; `DecisionError.aliasMoved` where somebody was quicker.
    public func promote(_ request: PromotionRequest, from results: ResultStore) throws -> Promotion {
        let promoting = try Promoting(request, from: results, registry: self)
        let decided = try changing { try promoting.decide(in: $0) }
        return Promotion(
            version: decided.version, isNew: decided.isNew, move: decided.decided?.move,
            record: decided.decided?.record, serving: try ServingDocuments(registry: self).follow())
    }

    /// The objects that a promotion copies: a model and its card, or nothing.
    ///
    /// - Throws: `DecisionError` for a trial that can't be promoted.
    public func modelKeys(of request: PromotionRequest, from results: ResultStore) throws -> [String] {
        let trial = try PromotionCandidate(request, in: results, registry: self).trial
        return trial.model.map { [$0, ModelCopy.card(ofModel: $0)] } ?? []
    }
}

/// A promotion under way: what doesn't change while others may change the registry.
private struct Promoting {
    let request: PromotionRequest
    let candidate: PromotionCandidate
    /// What the alias must point to.
    let expected: Int?
    let results: ResultStore
    let registry: Registry

    struct Outcome {
        let version: ModelVersion
        let isNew: Bool
        let decided: Decided?
    }

    init(_ request: PromotionRequest, from results: ResultStore, registry: Registry) throws {
        self.request = request
        self.results = results
        self.registry = registry
        candidate = try PromotionCandidate(request, in: results, registry: registry)
        expected = try request.alias.flatMap { request.expectation.resolved(try registry.aliases()[$0]) }
    }

    /// Judges by what the registry says now, and decides where it still says so; otherwise it judges again.
    func decide(in store: RegistryStore) throws -> Outcome {
        while true {
            let aliases = try store.aliases()
            let known = try store.version(ofTrial: candidate.trial.trial, sweep: candidate.sweep.sweep)
            try checkExpectation(aliases, known)
            if let known, request.alias.map({ aliases[$0] == known.version }) ?? true {
                return Outcome(version: known, isNew: false, decided: nil)
            }
            let judged = try PromotionGate(request, candidate, store, aliases, results, registry).judge(known)
            let outcome = try store.change { change -> Outcome? in
                guard try change.aliases() == aliases else { return nil }
                let copy = ModelCopy(
                    request: request, sweep: candidate.sweep, trial: candidate.trial, registry: registry)
                let (version, isNew) = try change.register(
                    sweep: candidate.sweep.sweep, trial: candidate.trial.trial, make: copy.version)
                var draft = judged
                draft.model = version.version
                draft.facts["versionDigest"] = .string(Digest.sha256(version.json.bytes()))
                draft.facts["modelDigest"] = version.model.map { .string($0.digest) } ?? .null
                draft.move = request.alias.map {
                    DecisionDraft.Move(alias: $0, from: aliases[$0], to: version.version)
                }
                return Outcome(version: version, isNew: isNew, decided: try change.decide(draft))
            }
            if let outcome { return outcome }
        }
    }

    /// A command that was cut off behind its own change finds it made, and so does whoever wants the same as another.
    private func checkExpectation(_ aliases: [ModelAlias: Int], _ known: ModelVersion?) throws {
        guard let alias = request.alias, aliases[alias] != expected else { return }
        if request.expectation == .whatever, let known, aliases[alias] == known.version { return }
        throw DecisionError.aliasMoved(alias: alias.rawValue, expected: expected, found: aliases[alias])
    }
}
