import ArgumentParser
import Foundation
import SweepEngines
import SweepModel

/// `stepsweep watch SWEEP`
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Follow a running sweep until it ends.",
        discussion: """
            Ctrl-C ends the watching, not the sweep.

            EXAMPLE
              stepsweep watch digits
            """)

    @Argument(help: "A sweep's name, id or the beginning of an id.") var sweep: String
    @OptionGroup var store: StoreOptions

    mutating func run() async throws {
        let folder = try store.openExisting()
        let id = try SweepCatalog(store: folder).resolve(sweep)
        let inspector = SweepInspector(store: folder)
        var status = try inspector.status(of: id)
        let line = ProgressLine(metric: status.metric)
        let began = ContinuousClock.now
        let doneBefore = status.succeeded + status.failed
        while status.state == .running {
            line.show(progress(status, since: began, doneBefore: doneBefore))
            try await Task.sleep(for: .milliseconds(500))
            status = try inspector.status(of: id)
        }
        line.finish()
        Terminal.write(status.lines(detailed: true).joined(separator: "\n") + "\n")
    }

    private func progress(
        _ status: SweepStatus, since began: ContinuousClock.Instant, doneBefore: Int
    ) -> SweepProgress {
        let elapsed = (ContinuousClock.now - began) / .seconds(1)
        let done = status.succeeded + status.failed
        let pace = done > doneBefore ? elapsed / Double(done - doneBefore) : nil
        return SweepProgress(
            total: status.total, succeeded: status.succeeded, failed: status.failed, running: status.running.count,
            best: status.best, elapsedSeconds: elapsed, remainingSeconds: pace.map { $0 * Double(status.missing) })
    }
}
