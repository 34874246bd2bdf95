internal import Foundation
internal import JSON
internal import ObjectStore
internal import SweepModel
internal import TrainingCore

/// Trains the trials of a pack with the built-in trainers, which share the data and what can be computed once.
final class BuiltInPack {
    /// A trial whose parameters its trainer takes.
    private struct Ready {
        let planned: PlannedTrial
        let configuration: TrainerConfiguration

        var packTrial: PackTrial {
            PackTrial(configuration: configuration, seed: UInt64(bitPattern: Int64(planned.trial.seed)))
        }
    }

    /// Trials in the pack's order that one prepared data set serves.
    private struct Batch {
        let trainer: PackTrainer
        var trials: [Ready]
    }

    private let context: PackContext
    private let writer: OutcomeWriter
    private let data: SweepData
    private var stopwatch = Stopwatch()
    private var watch: TrainingWatch

    init(context: PackContext, data: SweepData, dataDigest: String, writer: OutcomeWriter) {
        // Alike on every machine, as rounding depends on the number of threads; trials run side by side anyway.
        if context.settings.environment["OPENBLAS_NUM_THREADS"] == nil { BLASLibrary.setThreads(1) }
        var context = context
        context.provenance.dataDigest = dataDigest
        context.provenance.blas = BLASLibrary.identify().summary
        self.context = context
        self.writer = writer
        self.data = data
        watch = TrainingWatch(stop: context.stop, timeoutSeconds: context.trialTimeoutSeconds)
    }

    /// Ends early where the worker must stop.
    ///
    /// - Throws: `BLASMissing`, and what the store throws.
    func run(_ trials: [PlannedTrial]) throws {
        try BLASLibrary.require()
        for batch in try batches(of: trials) {
            guard try train(batch) else { return }
        }
    }

    /// Trials that can't be trained get their outcome here.
    private func batches(of trials: [PlannedTrial]) throws -> [Batch] {
        var batches: [Batch] = []
        for planned in trials {
            do {
                let configuration = try TrainerParameters.configuration(planned.trial.parameters)
                let trainer = try data.trainer(for: configuration)
                let ready = Ready(planned: planned, configuration: configuration)
                if let last = batches.last, last.trainer === trainer {
                    batches[batches.count - 1].trials.append(ready)
                } else {
                    batches.append(Batch(trainer: trainer, trials: [ready]))
                }
            } catch let problem as TrainerParameters.Problem {
                begin(planned)
                fail(planned, .invalidInput, problem.message)
            } catch let problem as SweepData.Problem {
                begin(planned)
                fail(planned, .invalidInput, problem.message)
            }
        }
        return batches
    }

    /// Returns false where the worker must stop.
    private func train(_ batch: Batch) throws -> Bool {
        var rest = batch.trials[...]
        while let first = rest.first {
            let trials = rest
            begin(first.planned)
            let end = try batch.trainer.train(
                trials.map(\.packTrial),
                progress: { self.report($0, of: trials[trials.startIndex + $0.trial].planned) },
                shouldStop: { self.watch.shouldStop() },
                finished: { position, result in
                    try self.finish(trials[trials.startIndex + position], result)
                    let next = trials.startIndex + position + 1
                    if next < trials.endIndex { self.begin(trials[next].planned) }
                })
            guard case .stopped(let position) = end else { return true }
            guard context.stop.reason == nil else { return false }
            let late = trials[trials.startIndex + position].planned
            fail(
                late, .timeout,
                "training took longer than \(Int(context.trialTimeoutSeconds)) s, the trial's time limit")
            rest = rest.dropFirst(position + 1)
        }
        return true
    }

    private func begin(_ planned: PlannedTrial) {
        stopwatch = Stopwatch()
        watch.restart()
        context.log.write(.trialStarted(trial: planned.trial.id))
    }

    private func report(_ progress: TrialProgress, of planned: PlannedTrial) {
        guard watch.mayReport() else { return }
        context.log.write(
            .trialProgress(
                trial: planned.trial.id, step: progress.fold * progress.epochs + progress.point.epoch,
                metrics: progress.point.metrics, seconds: stopwatch.seconds))
    }

    private func finish(_ ready: Ready, _ result: TrialResult) throws {
        switch result {
        case .invalidInput(let reason): fail(ready.planned, .invalidInput, reason)
        case .diverged(let reason): fail(ready.planned, .diverged, reason)
        case .trained(let trained):
            let name = context.work.metric.name
            guard trained.metrics[name] != nil else {
                let reported = trained.metrics.keys.sorted().joined(separator: ", ")
                fail(ready.planned, .missingMetric, "the trainer reports no \(name) for this data, only \(reported)")
                return
            }
            try succeed(ready.planned, trained)
        }
    }

    private func succeed(_ planned: PlannedTrial, _ trained: TrainedTrial) throws {
        let model = try save(planned, trained)
        let curve = TrainingCurve.columns(trained.curve)
        end(
            context.outcome(
                of: planned, failure: nil, metrics: trained.metrics,
                foldMetrics: trained.foldMetrics.count > 1 ? trained.foldMetrics : [], curve: curve,
                validationLosses: RowLosses.text(of: trained.validationLosses),
                validationErrors: RowLosses.text(ofErrors: trained.validationErrors),
                testLosses: trained.test.map { RowLosses.text(of: $0.losses) },
                testErrors: trained.test.flatMap { RowLosses.text(ofErrors: $0.errors) }, model: model,
                cost: stopwatch.cost))
    }

    /// Puts the model and its card; the writer brings them to the disk before it stores the outcome that names them.
    private func save(_ planned: PlannedTrial, _ trained: TrainedTrial) throws -> String {
        let sweep = context.work.sweep
        let card = ModelCard(context: context, source: data.source, planned: planned, trained: trained)
        let key = StoreKey.model(sweep, trial: planned.trial.id)
        try context.store.put(key, Data(trained.model.safetensors), durability: .deferred)
        try context.store.put(
            StoreKey.modelCard(sweep, trial: planned.trial.id), Data(card.json.bytes(.indented)), durability: .deferred)
        return key
    }

    private func fail(_ planned: PlannedTrial, _ reason: TrialFailure.Reason, _ message: String) {
        let failure = TrialFailure(reason: reason, message: message)
        end(context.outcome(of: planned, failure: failure, metrics: [:], cost: stopwatch.cost))
    }

    private func end(_ outcome: TrialOutcome) {
        writer.add(outcome)
        context.log.write(
            .trialFinished(
                trial: outcome.trial, failure: outcome.failure?.reason, metrics: outcome.metrics,
                seconds: outcome.cost.seconds))
    }
}
