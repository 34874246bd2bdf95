import Foundation
import JSON
import ObjectStore
import Reporting
import SweepEngines
import SweepModel

/// Runs a launched sweep to its end and shows it: the common part of `launch` and `resume`.
struct SweepRun {
    let store: FolderStore
    let sweep: String
    let options: RunOptions
    let retryFailed: Bool

    /// - Throws: `CommandFailure` for a sweep that failed or was interrupted.
    func run() async throws {
        let engine = LocalEngine(store: store, width: options.workers, worker: try options.workerPath())
        let work = try SweepCatalog(store: store).work(of: sweep)
        let line = ProgressLine(metric: work.metric)
        let (sweep, retryFailed, options) = (sweep, retryFailed, options)
        let running = Task {
            try await engine.run(sweep, retryFailed: retryFailed) { event in
                if options.json { Terminal.write(event.json.text() + "\n") }
                if !options.json, !options.quiet { Self.show(event, on: line) }
            }
        }
        let interruption = Interruption { running.cancel() }
        defer { withExtendedLifetime(interruption) {} }
        let result: SweepResult
        do {
            result = try await running.value
        } catch {
            line.finish()
            throw error
        }
        line.finish()
        tellOnFinish(result)
        try judge(result)
    }

    private static func show(_ event: EngineEvent, on line: ProgressLine) {
        switch event {
        case .started(let sweep, let run, let packs, let trials, let done):
            let known = done > 0 ? ", \(done) known already" : ""
            Terminal.say("\(sweep) run \(run): \(trials) trials\(known), \(packs) packs to run")
        case .progress(let progress): line.show(progress)
        case .worker, .reducing, .ended: break
        }
    }

    private func judge(_ result: SweepResult) throws {
        switch result.status {
        case .succeeded:
            guard !options.quiet, !options.json else { return }
            Terminal.write(summary(of: result) + "\n")
        case .failed:
            throw CommandFailure(
                "\(sweep) failed: \(Terminal.firstLine(result.cause ?? result.error ?? "no cause given"))\n"
                    + "look: stepsweep compare \(sweep)   run failed trials again: stepsweep resume \(sweep) --retry-failed",
                .failure)
        case .timedOut:
            throw CommandFailure(
                "\(sweep) ran out of the time that budget.max_hours allows; go on with: stepsweep resume \(sweep)",
                .failure)
        case .aborted:
            throw CommandFailure("\(sweep) stopped; go on with: stepsweep resume \(sweep)", .interrupted)
        }
    }

    private func summary(of result: SweepResult) -> String {
        let counts = result.reduced
        let best = counts?["best"]
        let value = best?["value"]?.double.map(NumberText.short) ?? "none"
        let trial = best?["trial"]?.string.map { " (trial \($0))" } ?? ""
        return """
            \(sweep): \(counts?["succeeded"]?.int ?? 0) of \(counts?["trials"]?.int ?? 0) trials succeeded in \
            \(NumberText.duration(seconds: result.seconds)), best \(value)\(trial)
            compare: stepsweep compare \(sweep)
            promote: stepsweep promote \(sweep) --as challenger
            """
    }

    /// A failing command is reported and changes nothing.
    private func tellOnFinish(_ result: SweepResult) {
        guard let command = options.onFinish, let document = try? JSON(encoding: result) else { return }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardOutput = FileHandle.standardError
        var environment = ProcessInfo.processInfo.environment
        environment["STEPSWEEP_SWEEP_ID"] = sweep
        environment["STEPSWEEP_STATUS"] = result.status.rawValue
        process.environment = environment
        let input = Pipe()
        process.standardInput = input
        do {
            try process.run()
            try? input.fileHandleForWriting.write(contentsOf: Data(document.bytes(.indented)))
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
            if process.terminationStatus != 0 {
                Terminal.say("warning: --on-finish ended with \(process.terminationStatus): \(command)")
            }
        } catch {
            Terminal.say("warning: --on-finish could not start: \(error.localizedDescription)")
        }
    }
}

extension EngineEvent {
    /// The event as `launch --json` prints it: one object a line.
    var json: JSON {
        switch self {
        case .started(let sweep, let run, let packs, let trials, let done):
            return [
                "event": "sweep.started", "schema": "stepsweep.events", "version": 1, "sweep": .string(sweep),
                "run": .integer(run), "packs": .integer(packs), "trials": .integer(trials), "done": .integer(done),
            ]
        case .worker(let pack, let event):
            var members = event.json.object ?? [:]
            members["pack"] = .string(pack)
            return .object(members)
        case .progress(let progress):
            return [
                "event": "sweep.progress", "trials": .integer(progress.total),
                "succeeded": .integer(progress.succeeded),
                "failed": .integer(progress.failed), "running": .integer(progress.running),
                "best": progress.best.map { ["trial": .string($0.trial), "value": .number($0.value)] } ?? .null,
                "elapsedSeconds": .number(progress.elapsedSeconds),
                "remainingSeconds": progress.remainingSeconds.map(JSON.number) ?? .null,
            ]
        case .reducing: return ["event": "sweep.reducing"]
        case .ended(let result):
            var members = (try? JSON(encoding: result))?.object ?? [:]
            members["event"] = "sweep.ended"
            return .object(members)
        }
    }
}
