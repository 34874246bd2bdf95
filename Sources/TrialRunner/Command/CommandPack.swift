internal import ObjectStore
internal import SweepModel

/// Runs the trials of a pack of the user's own command, one after the other.
struct CommandPack {
    let context: PackContext
    let template: CommandTemplate
    let writer: OutcomeWriter

    /// Ends early where the worker must stop.
    func run(_ trials: [PlannedTrial]) throws {
        guard let lock = try lockProcesses() else { return }
        for planned in trials {
            guard context.stop.reason == nil else { return }
            context.log.write(.trialStarted(trial: planned.trial.id))
            let trial = CommandTrial(context: context, template: template, planned: planned, lock: lock)
            guard let (outcome, folder) = try trial.outcome() else { return }
            writer.add(outcome) { folder.removeOwnFiles() }
            context.log.write(
                .trialFinished(
                    trial: outcome.trial, failure: outcome.failure?.reason, metrics: outcome.metrics,
                    seconds: outcome.cost.seconds))
        }
    }

    /// Waits until nothing of this pack runs any more on this machine: the guard of a worker that was killed a moment ago may
    /// still be ending its program. `nil` where the worker must stop.
    private func lockProcesses() throws -> FileLock? {
        let key = StoreKey.lease(context.work.sweep, pack: context.pack.pack)
        while context.stop.reason == nil {
            if let lock = try context.store.tryLock(key) { return lock }
            context.stop.wait(seconds: 0.02)
        }
        return nil
    }
}
