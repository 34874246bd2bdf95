import Foundation
import JSON
import ObjectStore
import Reducers
import ResultStore
import SweepEngines
import SweepModel
import TrainingCore

/// Runs a launched sweep to its end and shows it: the common part of `launch` and `resume`.
struct SweepRun {
    let store: FolderStore
    let sweep: String
    let options: RunOptions
    let retryFailed: Bool
    /// Whether the end is told on stdout, with what to type next.
    var summarises = true

    /// - Throws: `CommandFailure` for a sweep that failed or was interrupted.
    func run() async throws {
        let engine = LocalEngine(store: store, width: options.workers, worker: try options.workerPath())
        let catalog = SweepCatalog(store: store)
        let work = try catalog.work(of: sweep)
        let finish = try finishCommand(catalog.localSettings(of: sweep))
        try checkBLAS(of: work)
        let line = ProgressLine(metric: work.metric)
        let (sweep, retryFailed, options) = (sweep, retryFailed, options)
        let running = Task {
            try await engine.run(sweep, retryFailed: retryFailed) { event in
                if options.json { Terminal.tell(event.json.stamped.text() + "\n") }
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
        finish?.hear(result)
        try judge(result)
    }

    /// The workers compute with the library that this process finds.
    private func checkBLAS(of work: WorkDocument) throws {
        guard case .builtIn = work.kind else { return }
        try BLASLibrary.require()
        guard !options.quiet, BLASLibrary.identify().isReference else { return }
        Terminal.say(
            "warning: the BLAS that runs is netlib's reference build, some 50 times slower than OpenBLAS; install OpenBLAS "
                + "(Debian: libopenblas0) or choose it with update-alternatives")
    }

    /// The option comes before the file's key.
    private func finishCommand(_ settings: LocalSettings) -> FinishCommand? {
        if let command = options.onFinish { return FinishCommand(command: command, name: "--on-finish", folder: nil) }
        return settings.onFinish.map {
            FinishCommand(command: $0, name: "on_finish", folder: settings.workingDirectory)
        }
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
            (complaint(of: result) + firstFailure()).forEach(Terminal.say)
            if summarises { Terminal.write(summary(of: result) + "\n") }
        case .failed:
            let lines =
                ["\(sweep) failed: \(Terminal.firstLine(result.words))"]
                + complaint(of: result) + firstFailure() + [advice(after: result)]
            throw CommandFailure(lines.joined(separator: "\n"), result.isOfTheWorld ? .world : .failure)
        case .timedOut:
            throw CommandFailure(
                "\(sweep) ran out of the time that budget.max_hours allows; go on with: stepsweep resume \(sweep)",
                .failure)
        case .aborted:
            throw CommandFailure("\(sweep) stopped; go on with: stepsweep resume \(sweep)", .interrupted)
        }
    }

    /// A line, or none.
    private func complaint(of result: SweepResult) -> [String] {
        result.workerError.map { ["a worker failed: \(Terminal.firstLine($0))"] } ?? []
    }

    /// One failed trial's reason in words, or none: the first of many is mostly like the others.
    private func firstFailure() -> [String] {
        guard let results = try? ResultStore(path: Reducer.resultsPath(of: store), access: .reading),
            let (trial, failure) = try? results.firstFailure(of: sweep)
        else { return [] }
        return ["trial \(trial) failed: \(failure.reason.rawValue): \(Terminal.firstLine(failure.message))"]
    }

    private func advice(after result: SweepResult) -> String {
        if result.isOfTheReducer { return "reduce again: stepsweep resume \(sweep)" }
        if let missing = result.reduced?["missing"]?.int, missing > 0 {
            return "run the \(missing) trials without an outcome: stepsweep resume \(sweep)"
        }
        return "look: stepsweep compare \(sweep)   run failed trials again: stepsweep resume \(sweep) --retry-failed"
    }
}
