import Foundation
import JSON
import SweepEngines

/// The user's shell command that hears how a sweep ended: the result as JSON on standard input, the sweep's id in
/// `STEPSWEEP_SWEEP_ID`, the execution's status in `STEPSWEEP_STATUS`.
struct FinishCommand {
    let command: String
    /// What messages call it: the option or the key that it came from.
    let name: String
    /// Where it runs; `nil` is the current folder.
    let folder: String?

    /// Waits for its end. A failing command is reported and changes nothing.
    func hear(_ result: SweepResult) {
        guard let document = try? JSON(encoding: result) else { return }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.standardOutput = FileHandle.standardError
        var environment = ProcessInfo.processInfo.environment
        environment["STEPSWEEP_SWEEP_ID"] = result.sweep
        environment["STEPSWEEP_STATUS"] = result.status.rawValue
        process.environment = environment
        let input = Pipe()
        process.standardInput = input
        do {
            try process.run()
            // A command that does not read closes the pipe, which is its right.
            try? input.fileHandleForWriting.write(contentsOf: Data(document.bytes(.indented)))
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
            if process.terminationStatus != 0 {
                Terminal.say("warning: \(name) ended with \(process.terminationStatus): \(command)")
            }
        } catch {
            Terminal.say("warning: \(name) could not start: \(error.localizedDescription)")
        }
    }
}
