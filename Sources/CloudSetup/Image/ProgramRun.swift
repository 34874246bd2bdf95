internal import Dispatch
internal import Foundation

/// How a program ended. That it failed is a result, not an error.
struct ProgramRun: Sendable, Equatable {
    let exitCode: Int32
    let output: String
    let errorOutput: String

    var succeeded: Bool { exitCode == 0 }

    /// The last lines of what it said, for a message.
    var lastWords: String {
        let lines = (errorOutput.isEmpty ? output : errorOutput).split(separator: "\n").suffix(3)
        return lines.joined(separator: " | ").trimmingCharacters(in: .whitespaces)
    }

    /// Runs a program to its end. A cancelled task ends it.
    ///
    /// - Parameters:
    ///   - input: what it reads on standard input: the place for secrets, which others could read among its arguments.
    ///   - isShown: its output goes to this program's stderr as it comes; otherwise it is kept.
    /// - Throws: `SetupError` for a program that can't be started; `CancellationError`.
    static func run(
        _ path: String, _ arguments: [String], input: String? = nil, isShown: Bool = false
    ) async throws -> ProgramRun {
        let folder = try PrivateFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = isShown ? FileHandle.standardError : try folder.writer("out")
        process.standardError = isShown ? FileHandle.standardError : try folder.writer("err")
        let pipe = Pipe()
        process.standardInput = input == nil ? FileHandle.nullDevice : pipe
        do { try process.run() } catch {
            throw SetupError("\(path) can't be started", fix: "check that it is there and may be executed")
        }
        if let input {
            // A program that reads nothing closes its end, which is its right.
            try? pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try? pipe.fileHandleForWriting.close()
        }
        await withTaskCancellationHandler {
            await wait(for: process)
        } onCancel: {
            // A child of a thread that blocks signals inherits that, and would never hear SIGTERM.
            kill(process.processIdentifier, SIGKILL)
        }
        try Task.checkCancellation()
        return ProgramRun(
            exitCode: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
            output: folder.text("out"), errorOutput: folder.text("err"))
    }

    /// On a thread that may block.
    private static func wait(for process: Process) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                process.waitUntilExit()
                continuation.resume()
            }
        }
    }
}
