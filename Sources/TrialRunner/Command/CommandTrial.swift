internal import Foundation
internal import JSON
internal import ObjectStore
internal import SweepModel

/// One trial of a user's own command: starts it, listens to it, judges how it ended.
struct CommandTrial {
    let context: PackContext
    let template: CommandTemplate
    let planned: PlannedTrial
    let lock: FileLock

    private var trial: Trial { planned.trial }

    /// The trial's outcome, and the folder that may go once it is stored; `nil` where the worker must stop before the trial's end.
    func outcome() throws -> (outcome: TrialOutcome, folder: TrialFolder)? {
        let startedAt = Clock.wall()
        let folder = try TrialFolder(store: context.store, sweep: context.work.sweep, trial: trial)
        var listener = CommandListener(trial: trial.id, log: context.log, metricsFile: folder.metricsFile)
        let keeper = CheckpointKeeper(folder)
        let result = try run(in: folder, keeper, listener: &listener)
        listener.finish()
        if result.interference == .stopped {
            do {
                try keeper.keep()
            } catch {
                // What was kept a minute ago must do: another attempt is worth more than this error.
                context.log.write(
                    .output(trial: trial.id, stream: .worker, text: "checkpoints were not kept: \(error)"))
            }
            return nil
        }
        let metrics = listener.folds.completing(listener.metrics.last)
        let failure = CommandVerdict(
            result: result, metrics: metrics, stderrTail: listener.stderr.text, metric: context.work.metric,
            limits: limits
        ).failure
        let outcome = context.outcome(
            of: planned, failure: failure, metrics: metrics.filter { $0.value.isFinite },
            foldMetrics: listener.folds.metrics, curve: listener.metrics.curve(),
            cost: TrialOutcome.Cost(
                startedAt: startedAt, seconds: result.seconds, cpuSeconds: result.cpuSeconds,
                peakMemoryBytes: result.peakMemoryBytes))
        return (outcome, folder)
    }

    private var limits: CommandRun.Limits {
        CommandRun.Limits(
            timeoutSeconds: context.trialTimeoutSeconds,
            memoryBytes: context.settings.memoryLimitMiB.map { $0 << 20 })
    }

    private func run(
        in folder: TrialFolder, _ keeper: CheckpointKeeper, listener: inout CommandListener
    ) throws -> CommandResult {
        do {
            let program = try program(in: folder)
            let run = try CommandRun(program, limits: limits, stop: context.stop, lock: lock)
            return try run.result(
                onLine: { listener.hear($0, $1) },
                onTick: {
                    listener.tick()
                    keeper.keepWhenDue()
                })
        } catch let problem as CommandExpansion.Problem {
            return .notStarted(problem.message)
        } catch let problem as ExecutablePath.Problem {
            return .notStarted(problem.message)
        }
    }

    private func program(in folder: TrialFolder) throws -> Program {
        let settings = context.settings
        let expansion = CommandExpansion(
            parametersFile: folder.parametersFile, environment: settings.environment,
            folder: settings.workingDirectory)
        var environment = settings.environment
        environment["STEPSWEEP_ENGINE_FD"] = nil
        environment.merge(CommandEnvironment.parameters(trial.parameters)) { _, new in new }
        environment.merge([
            "STEPSWEEP_SWEEP": context.work.sweep, "STEPSWEEP_TRIAL": trial.id, "STEPSWEEP_SEED": String(trial.seed),
            "STEPSWEEP_PARAMETERS_FILE": folder.parametersFile, "STEPSWEEP_METRICS_FILE": folder.metricsFile,
            "STEPSWEEP_CHECKPOINT_DIR": folder.checkpoints,
        ]) { _, new in new }
        // Never taken over from outside: what it says is whether test rows may be scored.
        environment["STEPSWEEP_CONFIRM"] = context.work.scoresTest ? "1" : nil
        let arguments = try expansion.arguments(of: template, parameters: trial.parameters)
        try checkEnvCommand(arguments, environment)
        return Program(arguments: arguments, environment: environment, folder: settings.workingDirectory)
    }

    /// `/usr/bin/env` starts whatever it is told and then fails on its own; its program is looked for here, so that one that
    /// is missing is told apart from one that failed.
    private func checkEnvCommand(_ arguments: [String], _ environment: [String: String]) throws {
        guard arguments.first == "/usr/bin/env", arguments.count > 1 else { return }
        let name = arguments[1]
        guard !name.hasPrefix("-"), !name.contains("=") else { return }
        _ = try ExecutablePath.find(name, in: environment, folder: context.settings.workingDirectory)
    }
}

extension CommandResult {
    fileprivate static func notStarted(_ message: String) -> CommandResult {
        CommandResult(
            end: .notStarted(message), interference: nil, seconds: 0, cpuSeconds: 0, peakMemoryBytes: nil,
            sawOutOfMemoryKill: false)
    }
}
