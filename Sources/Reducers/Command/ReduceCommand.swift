internal import Foundation
internal import JSON
internal import ResultStore
internal import SweepModel

/// The user's own reduce step: it gets the ranked outcomes and prints metrics to add, by trial.
struct ReduceCommand {
    /// Bytes that the command may print on stdout.
    static let outputLimit = 64 << 20

    let argv: [String]
    let folder: String?
    let timeoutSeconds: Double

    /// Runs the command with the document on stdin and in the file that `STEPSWEEP_RANKED_FILE` names.
    ///
    /// - Returns: the metrics it printed, by trial and name: `{"<trial>": {"<metric>": 0.9}}`.
    /// - Throws: `ReduceError.command`.
    func run(_ document: RankedDocument) throws -> [String: [String: Double]] {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("stepsweep-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let file = scratch.appendingPathComponent("ranked.json").path
        try Data(document.json.bytes()).write(to: URL(fileURLWithPath: file))

        var environment = ProcessInfo.processInfo.environment
        environment["STEPSWEEP_RANKED_FILE"] = file
        environment["STEPSWEEP_SWEEP"] = document.work.sweep
        let child = ChildProcess(
            argv: argv, environment: environment, folder: folder, inputFile: file, timeoutSeconds: timeoutSeconds,
            outputLimit: Self.outputLimit)
        return try metrics(in: try output(of: child.run()), of: document)
    }

    private func output(of result: ChildProcess.Result) throws -> [UInt8] {
        let tail = result.errorTail.isEmpty ? "" : "; its last words: \(result.errorTail)"
        switch result.end {
        case .exited(0): return result.output
        case .exited(let code): throw failure("ended with exit code \(code)\(tail)")
        case .signalled(let signal): throw failure("was ended by signal \(signal)\(tail)")
        case .timedOut: throw failure("took longer than \(timeoutSeconds) s and was ended\(tail)", timedOut: true)
        case .cancelled: throw CancellationError()
        case .tooMuchOutput: throw failure("printed more than \(Self.outputLimit >> 20) MiB and was ended")
        case .notStarted(let cause): throw failure("could not be started: \(cause)")
        }
    }

    private func metrics(in output: [UInt8], of document: RankedDocument) throws -> [String: [String: Double]] {
        let wanted = "it must print a JSON object such as {\"<trial>\": {\"<metric>\": 0.9}} and nothing else"
        let printed: JSON
        do {
            printed = try JSON(parsing: output)
        } catch {
            throw failure("printed something that is not JSON (\(error)): \(wanted)")
        }
        guard let trials = printed.object else { throw failure("printed \(printed.shortText): \(wanted)") }
        let known = Dictionary(document.trials.map { ($0.outcome.trial, $0.outcome) }) { first, _ in first }
        var metrics: [String: [String: Double]] = [:]
        for (trial, values) in trials.sorted(by: { $0.key < $1.key }) {
            guard let outcome = known[trial] else {
                throw failure("printed metrics of `\(trial.prefix(40))`, which is no trial of this sweep")
            }
            guard let values = values.object else {
                throw failure("printed \(values.shortText) for \(trial): \(wanted)")
            }
            metrics[trial] = try added(values, to: outcome)
        }
        return metrics
    }

    private func added(_ values: [String: JSON], to outcome: TrialOutcome) throws -> [String: Double] {
        try Dictionary(
            uniqueKeysWithValues: values.map { name, value in
                guard let number = value.double, number.isFinite else {
                    throw failure(
                        "printed \(value.shortText) as `\(name.prefix(40))` of \(outcome.trial): a metric must be"
                            + " a finite number")
                }
                guard outcome.metrics[name] == nil else {
                    throw failure(
                        "printed the metric `\(name.prefix(40))`, which \(outcome.trial) has already:"
                            + " choose another name")
                }
                return (name, number)
            })
    }

    private func failure(_ problem: String, timedOut: Bool = false) -> ReduceError {
        .command(argv: argv, problem: problem, timedOut: timedOut)
    }
}

extension JSON {
    /// The beginning of the text, for messages.
    fileprivate var shortText: String { String(text().prefix(60)) }
}
