public import Foundation

/// What a program printed and how it ended.
public struct ProgramResult: Sendable {
    public let exitCode: Int32
    public let signalled: Bool
    public let output: String
    public let errorOutput: String
}

/// Runs one of the built programs, such as `stepsweep`, to its end with real arguments, environment and files.
///
/// - Parameter environment: set beside what the test itself has; `nil` removes a variable.
public func run(
    _ program: String, _ arguments: [String], in folder: String? = nil, environment: [String: String?] = [:],
    input: String = ""
) throws -> ProgramResult {
    let process = try start(program, arguments, in: folder, environment: environment, input: input)
    return process.finish()
}

/// A program that was started and may be signalled before its end.
public final class RunningProgram: @unchecked Sendable {
    // Only the test that started it uses it, from one task at a time.
    let process: Process
    let folder: URL

    init(process: Process, folder: URL) {
        self.process = process
        self.folder = folder
    }

    public var processID: pid_t { process.processIdentifier }

    public var isRunning: Bool { process.isRunning }

    /// What it has printed until now.
    public var outputSoFar: String {
        (try? Data(contentsOf: folder.appendingPathComponent("out"))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    public func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits for the end.
    public func finish() -> ProgramResult {
        process.waitUntilExit()
        defer { try? FileManager.default.removeItem(at: folder) }
        func text(_ name: String) -> String {
            (try? Data(contentsOf: folder.appendingPathComponent(name))).map { String(decoding: $0, as: UTF8.self) }
                ?? ""
        }
        return ProgramResult(
            exitCode: process.terminationStatus, signalled: process.terminationReason == .uncaughtSignal,
            output: text("out"), errorOutput: text("err"))
    }
}

/// Starts a built program without waiting; a name with a slash is taken as a path.
public func start(
    _ program: String, _ arguments: [String], in folder: String? = nil, environment: [String: String?] = [:],
    input: String = ""
) throws -> RunningProgram {
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("stepsweep-run-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    try Data(input.utf8).write(to: scratch.appendingPathComponent("in"))
    for name in ["out", "err"] { try Data().write(to: scratch.appendingPathComponent(name)) }

    let process = Process()
    process.executableURL = URL(fileURLWithPath: program.contains("/") ? program : productsFolder + "/" + program)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in environment { variables[name] = value }
    process.environment = variables
    process.standardInput = try FileHandle(forReadingFrom: scratch.appendingPathComponent("in"))
    process.standardOutput = try FileHandle(forWritingTo: scratch.appendingPathComponent("out"))
    process.standardError = try FileHandle(forWritingTo: scratch.appendingPathComponent("err"))
    try process.run()
    return RunningProgram(process: process, folder: scratch)
}
