internal import JSON
internal import ObjectStore
internal import SweepModel

/// What every trial of a running pack shares.
struct PackContext: Sendable {
    let settings: WorkerSettings
    let store: any ObjectStore
    let work: WorkDocument
    let pack: PackDocument
    let log: EventLog
    let stop: StopSignal
    var provenance: TrialOutcome.Provenance

    init(
        settings: WorkerSettings, store: any ObjectStore, work: WorkDocument, pack: PackDocument, generation: Int,
        log: EventLog, stop: StopSignal
    ) {
        self.settings = settings
        self.store = store
        self.work = work
        self.pack = pack
        self.log = log
        self.stop = stop
        provenance = TrialOutcome.Provenance(
            generation: generation, attempt: settings.attempt, lane: settings.lane ?? pack.lane, host: HostName.current,
            worker: StepSweepVersion.text, codeDigest: work.codeDigest)
    }

    /// Of the lane that the plan put the trials on; a year where the sweep's document has none.
    var trialTimeoutSeconds: Double { Double(work.trialTimeoutSeconds[pack.lane.rawValue] ?? 31_536_000) }

    func outcome(
        of planned: PlannedTrial, failure: TrialFailure?, metrics: [String: Double],
        foldMetrics: [[String: Double]] = [], curve: [String: [Double]] = [:], validationLosses: String? = nil,
        validationErrors: String? = nil, testLosses: String? = nil, testErrors: String? = nil, model: String? = nil,
        cost: TrialOutcome.Cost
    ) -> TrialOutcome {
        let trial = planned.trial
        return TrialOutcome(
            sweep: work.sweep, pack: pack.pack, trial: trial.id, index: trial.index, point: trial.point,
            seed: trial.seed, parameters: trial.parameters, cacheKey: planned.cacheKey,
            status: failure == nil ? .succeeded : .failed, failure: failure, metrics: metrics,
            foldMetrics: foldMetrics, curve: curve, validationLosses: validationLosses,
            validationErrors: validationErrors, testLosses: testLosses, testErrors: testErrors, model: model,
            cost: cost,
            provenance: provenance)
    }
}
