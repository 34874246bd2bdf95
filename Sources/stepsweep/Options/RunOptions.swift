import ArgumentParser
import Foundation

/// How a sweep runs here.
struct RunOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Workers at once; the machine's cores without it.", valueName: "count"))
    var workers: Int?

    @Flag(help: "Print one JSON event a line on stdout.")
    var json = false

    @Flag(name: [.short, .long], help: "Print nothing but errors.")
    var quiet = false

    @Option(
        help: ArgumentHelp(
            "A shell command that is run at the end, with the result as JSON on its standard input.",
            valueName: "command"))
    var onFinish: String?

    mutating func validate() throws {
        if let workers, !(1...4096).contains(workers) {
            throw ValidationError("--workers: must be between 1 and 4096, received \(workers)")
        }
    }

    /// - Throws: `CommandFailure` for an option that says something only of a run on this machine.
    func checkForAWS() throws {
        if workers != nil {
            throw CommandFailure(
                "error: --workers: only for a sweep that runs here; on AWS the queues' size and the sweep file's lanes say how "
                    + "many work at once", .usage)
        }
        if onFinish != nil {
            throw CommandFailure(
                "error: --on-finish: only for a sweep that runs here; `stepsweep deploy --notify-email` tells how one on AWS ended",
                .usage)
        }
    }

    /// The worker beside this program, or what `STEPSWEEP_WORKER` names.
    func workerPath() throws -> String {
        if let named = Terminal.environment("STEPSWEEP_WORKER") { return try executable(named) }
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return try executable(
            URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("stepsweep-worker").path)
    }

    private func executable(_ path: String) throws -> String {
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw CommandFailure(
                "error: stepsweep-worker is not at \(path); install it beside stepsweep, or name it in STEPSWEEP_WORKER",
                .world)
        }
        return path
    }
}
