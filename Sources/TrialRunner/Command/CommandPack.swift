internal import SweepModel

/// Runs the trials of a pack of the user's own command, one after the other.
struct CommandPack {
    let context: PackContext
    let template: CommandTemplate
    let writer: OutcomeWriter

    /// Ends early where the worker must stop.
    func run(_ trials: [PlannedTrial]) throws {
        for planned in trials {
            guard context.stop.reason == nil else { return }
            context.log.write(.trialStarted(trial: planned.trial.id))
            let trial = CommandTrial(context: context, template: template, planned: planned)
            guard let (outcome, folder) = try trial.outcome() else { return }
            writer.add(outcome) { folder.removeOwnFiles() }
            context.log.write(
                .trialFinished(
                    trial: outcome.trial, failure: outcome.failure?.reason, metrics: outcome.metrics,
                    seconds: outcome.cost.seconds))
        }
    }
}
