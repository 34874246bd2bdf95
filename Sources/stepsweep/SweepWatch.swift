import JSON
import ObjectStore
import StepFunctionsEngine
import SweepEngines
import SweepModel

/// Follows a sweep until it ends, wherever it runs.
struct SweepWatch {
    let sweep: String
    let store: FolderStore
    var quiet = false
    /// Events as JSON, one a line, in place of the picture.
    var json = false
    /// Whether the sweep has just been told to go on: the first looks may still see its former end.
    var isBehindRedrive = false

    /// Each look asks several services, whose quotas the sweep itself needs too.
    private static let secondsBetweenLooks = 3.0

    private static let mostLooksBeforeStart = 10
    /// How many looks in a row may fail before the watching ends: the sweep doesn't.
    private static let mostFailedLooks = 20
    /// The same of the first look, which may also fail for good: whoever asks may lack a right.
    private static let mostFailedFirstLooks = 3

    /// - Throws: `CommandFailure` for a sweep that did not succeed.
    func run() async throws {
        var status = try await look(
            mostFailures: StepFunctionsEngine.place(of: sweep, in: store) == nil ? 0 : Self.mostFailedFirstLooks)
        let line = ProgressLine(metric: status.metric)
        let pace = WatchPace(status)
        // Step Functions may need a moment to know an execution that it has just started.
        var looksBeforeStart = Self.mostLooksBeforeStart
        while status.state == .running || mayStillStart(status) && looksBeforeStart > 0 {
            looksBeforeStart = status.state == .running ? 0 : looksBeforeStart - 1
            if json { tell(.progress(pace.progress(status))) } else if !quiet { line.show(pace.progress(status)) }
            try await Task.sleep(for: .seconds(status.place == nil ? 0.5 : Self.secondsBetweenLooks))
            status = try await look(mostFailures: status.place == nil ? 0 : Self.mostFailedLooks)
        }
        line.finish()
        if json {
            if let result = status.result { tell(.ended(result)) }
        } else if !quiet {
            await Cloud.addBill(to: &status, in: store)
            Terminal.write(status.lines(detailed: true).joined(separator: "\n") + "\n")
        }
        guard status.state == .succeeded else {
            throw CommandFailure("", status.state == .aborted ? .interrupted : .failure)
        }
    }

    private func mayStillStart(_ status: SweepStatus) -> Bool {
        status.place != nil && (status.state == .waiting || isBehindRedrive && status.state != .succeeded)
    }

    private func tell(_ event: EngineEvent) { Terminal.tell(event.json.stamped.text() + "\n") }

    /// Looks again where a service is asked too often, or a connection is lost.
    private func look(mostFailures: Int) async throws -> SweepStatus {
        var failures = 0
        while true {
            do {
                return try await Cloud.status(of: sweep, in: store)
            } catch  where failures < mostFailures && !(error is CancellationError) {
                failures += 1
                try await Task.sleep(for: .seconds(Self.secondsBetweenLooks))
            }
        }
    }
}

/// How fast a watched sweep goes on, since it is watched.
struct WatchPace {
    private let began = ContinuousClock.now
    private let doneBefore: Int

    init(_ status: SweepStatus) { doneBefore = status.succeeded + status.failed }

    func progress(_ status: SweepStatus) -> SweepProgress {
        let elapsed = (ContinuousClock.now - began) / .seconds(1)
        let done = status.succeeded + status.failed
        let pace = done > doneBefore ? elapsed / Double(done - doneBefore) : nil
        return SweepProgress(
            total: status.total, succeeded: status.succeeded, failed: status.failed,
            running: max(status.running.count, status.jobs.count { $0.status == "RUNNING" }), best: status.best,
            elapsedSeconds: elapsed, remainingSeconds: pace.map { $0 * Double(status.missing) })
    }
}
