internal import ObjectStore
internal import ResultStore
internal import SweepModel

/// Which trial a promotion means, and which confirmation it cites.
struct PromotionCandidate {
    let sweep: SweepSummary
    let trial: TrialOutcome
    /// `nil` where none is finished.
    let confirmation: String?

    /// Without a trial: the best point of the confirmation, else what `compare` recommends, else the simplest of the candidates that
    /// can't be told apart, else the best by score.
    ///
    /// - Throws: `DecisionError`, and what the stores throw.
    init(_ request: PromotionRequest, in results: ResultStore, registry: Registry) throws {
        guard let sweep = try results.sweep(request.sweep) else { throw DecisionError.unknownSweep(request.sweep) }
        self.sweep = sweep
        let confirmation = try Self.confirmation(request, results, registry.store)
        self.confirmation = confirmation?.id
        if let prefix = request.trial {
            trial = try results.trial(beginningWith: prefix, of: sweep.sweep)
        } else {
            guard sweep.succeeded > 0 else { throw DecisionError.noSucceededTrial(sweep: sweep.sweep) }
            let chosen = try confirmation?.best?.trial ?? Self.recommended(sweep, results, registry)
            guard let chosen, let found = try results.trial(chosen, of: sweep.sweep, detail: .summary) else {
                throw DecisionError.noSucceededTrial(sweep: sweep.sweep)
            }
            trial = found
        }
        if let failure = trial.failure {
            throw DecisionError.failedTrial(trial: trial.trial, reason: failure.reason.rawValue)
        }
    }

    private static func confirmation(
        _ request: PromotionRequest, _ results: ResultStore, _ store: FolderStore
    ) throws -> Confirmation? {
        guard let id = request.confirmation else {
            return try Confirmation(of: request.sweep, in: results, store: store)
        }
        guard let found = try Confirmation(id, in: results, store: store), found.sweep == request.sweep else {
            throw DecisionError.unknownConfirmation(id, sweep: request.sweep)
        }
        return found
    }

    private static func recommended(
        _ sweep: SweepSummary, _ results: ResultStore, _ registry: Registry
    ) throws -> String? {
        guard let analysis = try SweepAnalysis.all(of: [sweep.sweep], in: results, registry: registry).first else {
            return nil
        }
        if case .promote(let trial) = analysis.recommendation.action { return trial }
        return analysis.simplest?.trial ?? analysis.candidates.first?.trial
    }
}
