import ArgumentParser
import JSON
import ObjectStore
import Reporting
import StepFunctionsEngine
import SweepEngines
import SweepModel

/// `stepsweep logs TRIAL`
struct Logs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what a trial said: its progress, and its program's output.",
        discussion: """
            EXAMPLES
              stepsweep logs 3f2a --sweep digits
              stepsweep logs 3f2a                    in the latest sweep
            """)

    @Argument(help: "A trial's id or the beginning of it.") var trial: String
    @Option(help: "The sweep's name or id; the latest without it.") var sweep: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var place: SweepPlaceOptions
    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        if place.stack != nil, sweep == nil {
            throw ValidationError("--stack: which sweep of it? Name one with --sweep")
        }
    }

    mutating func run() async throws {
        let (folder, latest) = try await find()
        let log =
            if let engine = try await Cloud.engine(of: latest, in: folder) {
                try await engine.log(of: trial, sweep: latest)
            } else {
                try TrialLog(of: trial, sweep: latest, store: folder)
            }
        if log.entries.isEmpty, log.outcome == nil {
            Terminal.say("trial \(log.trial) of \(latest) has said nothing yet")
        }
        for entry in log.entries {
            Terminal.write((output.json ? entry.event.json.stamped.text() : entry.event.line) + "\n")
        }
        if !output.json, let outcome = log.outcome { tell(outcome) }
    }
}

extension Logs {
    private func find() async throws -> (store: FolderStore, sweep: String) {
        if let sweep { return try await place.find(sweep, in: store) }
        let folder = try store.openExisting()
        guard let latest = SweepCatalog(store: folder).sweeps().first else {
            throw CommandFailure("error: no sweep in \(store.folder)", .notFound)
        }
        return (folder, latest)
    }

    /// What the events don't say: why it failed, or where the outcome comes from.
    private func tell(_ outcome: TrialOutcome) {
        if let failure = outcome.failure {
            Terminal.write("\(failure.reason.rawValue): \(failure.message)\n")
        }
        if let sweep = outcome.provenance.cachedFrom {
            Terminal.write(
                "taken over from an equal trial: stepsweep logs \(outcome.trial) --sweep \(sweep)\n")
        }
    }
}

extension WorkerEvent {
    /// The event as a person reads it.
    var line: String {
        func text(_ metrics: [String: Double]) -> String {
            metrics.sorted { $0.key < $1.key }.map { "\($0.key)=\(NumberText.short($0.value))" }.joined(separator: " ")
        }
        switch self {
        case .trialStarted: return "started"
        case .trialProgress(_, let step, let metrics, _): return "step \(step)  \(text(metrics))"
        case .trialFinished(_, let failure?, _, let seconds):
            return "failed: \(failure.rawValue) after \(NumberText.duration(seconds: seconds))"
        case .trialFinished(_, nil, let metrics, let seconds):
            return "succeeded after \(NumberText.duration(seconds: seconds))  \(text(metrics))"
        case .output(_, .stdout, let text): return text
        case .output(_, let stream, let text): return "[\(stream.rawValue)] \(text)"
        case .packFinished(let pack, _, _, _, _): return "pack \(pack) finished"
        }
    }
}
