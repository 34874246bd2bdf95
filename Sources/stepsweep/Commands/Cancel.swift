import ArgumentParser
import Foundation
import JSON
import StepFunctionsEngine
import SweepEngines

/// `stepsweep cancel SWEEP`
struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Stop a running sweep and see that nothing of it is left alive.",
        discussion: """
            Finished trials keep their results; `resume` goes on later.

            EXAMPLE
              stepsweep cancel digits
            """)

    @Argument(help: "A sweep's name, id or the beginning of an id.") var sweep: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var place: SweepPlaceOptions
    @OptionGroup var output: OutputOptions

    /// Workers get 30 seconds for their checkpoints; a little more for the engine's own end.
    static let patienceSeconds = 45.0

    mutating func run() async throws {
        let (folder, id) = try await place.find(sweep, in: store)
        if let engine = try await Cloud.engine(of: id, in: folder) {
            return try await cancel(id, on: engine)
        }
        let inspector = SweepInspector(store: folder)
        let wasRunning = try inspector.isRunning(id)
        let deadline = ContinuousClock.now + .seconds(Self.patienceSeconds)
        if wasRunning {
            try inspector.requestCancel(of: id)
            while try inspector.isRunning(id), ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        var left = try inspector.isRunning(id) ? 0 : inspector.liveProcesses(of: id, endThem: true)
        while left > 0, ContinuousClock.now < deadline {
            // A killed process takes a moment to go.
            try await Task.sleep(for: .milliseconds(20))
            left = inspector.liveProcesses(of: id)
        }
        guard try !inspector.isRunning(id), left == 0 else {
            throw CommandFailure("error: \(id) did not stop within \(Int(Self.patienceSeconds)) s; try again", .failure)
        }
        tell(try inspector.status(of: id), wasRunning: wasRunning, left: left)
    }

    private func cancel(_ id: String, on engine: StepFunctionsEngine) async throws {
        let cancellation = try await engine.cancel(id)
        tell(try await engine.status(of: id), wasRunning: cancellation.wasRunning, left: 0)
    }

    private func tell(_ status: SweepStatus, wasRunning: Bool, left: Int) {
        let id = status.sweep
        if output.json {
            let document: JSON = [
                "schema": "stepsweep.cancel", "version": 1, "sweep": .string(id), "wasRunning": .bool(wasRunning),
                "liveProcesses": .integer(left), "trials": .integer(status.total),
                "succeeded": .integer(status.succeeded), "failed": .integer(status.failed),
            ]
            Terminal.write(document.text(.indented) + "\n")
        } else {
            let what = wasRunning ? "cancelled" : "was not running"
            Terminal.write(
                "\(id) \(what): \(status.succeeded + status.failed) of \(status.total) trials have a result, no \(status.place == nil ? "process" : "job") is left\n"
            )
            if status.missing > 0 { Terminal.write("go on with: stepsweep resume \(id)\n") }
        }
    }
}
