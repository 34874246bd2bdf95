internal import Foundation
internal import SweepModel

/// Says why a user's command failed as a trial, if it did.
struct CommandVerdict {
    let result: CommandResult
    /// The last value of each, which may be NaN or infinite.
    let metrics: [String: Double]
    let stderrTail: String?
    let metric: Metric
    let limits: CommandRun.Limits

    var failure: TrialFailure? {
        switch (result.interference, result.end) {
        case (_, .notStarted(let message)):
            return TrialFailure(reason: .notStarted, message: message)
        case (.timeout, let end):
            return failure(
                .timeout, "the program was ended after \(number(limits.timeoutSeconds)) s, the trial's time limit", end)
        case (.memoryLimit, let end):
            return failure(
                .outOfMemory, "the program held more than \((limits.memoryBytes ?? 0) >> 20) MiB and was ended", end)
        case (_, let end) where result.sawOutOfMemoryKill && Self.mayBeOutOfMemory(end):
            return failure(.outOfMemory, "the kernel ended the program for want of memory", end)
        case (_, .signalled(let signal)):
            return failure(.signal, "the program was ended by signal \(signal) (\(Self.name(of: signal)))", result.end)
        case (_, .exited(0)):
            return metricFailure
        case (_, .exited(let code)):
            return failure(.exitCode, "the program ended with exit code \(code)", result.end)
        }
    }

    /// SIGKILL itself, or a shell's way to say that its child got it.
    private static func mayBeOutOfMemory(_ end: CommandResult.End) -> Bool {
        end == .signalled(9) || end == .exited(128 + 9)
    }

    private var metricFailure: TrialFailure? {
        if let bad = metrics.filter({ !$0.value.isFinite }).min(by: { $0.key < $1.key }) {
            return failure(
                .nonFiniteMetric, "the last value of \(bad.key) is \(bad.value), which can't be ranked", nil)
        }
        guard metrics[metric.name] == nil else { return nil }
        let reported = metrics.isEmpty ? "no metric" : metrics.keys.sorted().prefix(10).joined(separator: ", ")
        return failure(
            .missingMetric,
            "the program reported \(reported), but the sweep needs \(metric.name); print a line `\(metric.name)=0.5`, or append "
                + "{\"\(metric.name)\": 0.5} to the file named by STEPSWEEP_METRICS_FILE", nil)
    }

    private func failure(
        _ reason: TrialFailure.Reason, _ message: String, _ end: CommandResult.End?
    ) -> TrialFailure {
        var failure = TrialFailure(reason: reason, message: message, stderrTail: stderrTail)
        if case .exited(let code) = end { failure.exitCode = code }
        if case .signalled(let signal) = end { failure.signal = signal }
        return failure
    }

    private func number(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }

    private static func name(of signal: Int) -> String {
        guard let text = strsignal(Int32(clamping: signal)) else { return "unknown" }
        return String(cString: text)
    }
}
