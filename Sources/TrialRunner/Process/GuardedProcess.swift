internal import CPosix
internal import Foundation

/// A running program, with a guard that lets neither it nor anything it started outlive this value or this process.
struct GuardedProcess: ~Copyable {
    /// The read ends of the program's stdout and stderr, which never block; and the guard's reports.
    let output: Int32
    let error: Int32
    let report: Int32
    private let control: Int32
    private let guardProcess: pid_t

    /// Starts the program at `path`; `arguments[0]` is only its name.
    ///
    /// - Parameter lock: an open file that the guard keeps until all has ended, also when this process is killed.
    init(path: String, program: Program, lock: Int32?) throws(WorkerError) {
        let output = try Self.makePipe()
        let error = try Self.makePipe()
        var started = stepsweep_guard()
        let environment = program.environment.map { "\($0.key)=\($0.value)" }
        let result = withCStrings(program.arguments) { arguments in
            withCStrings(environment) { environment in
                path.withCString { path in
                    program.folder.withCString { folder in
                        var command = stepsweep_command(
                            path: path, arguments: arguments, environment: environment, folder: folder,
                            output: output.write, error: error.write, lock: lock ?? -1)
                        return stepsweep_guard_start(&command, &started) == 0 ? 0 : errno
                    }
                }
            }
        }
        close(output.write)
        close(error.write)
        guard result == 0 else {
            close(output.read)
            close(error.read)
            throw .system(action: "start a process", errno: result)
        }
        self.output = output.read
        self.error = error.read
        report = started.report
        control = started.control
        guardProcess = started.process
    }

    /// Ends what still runs, at once, and waits for it.
    deinit {
        close(control)
        close(output)
        close(error)
        close(report)
        while waitpid(guardProcess, nil, 0) < 0, errno == EINTR {}
    }

    /// Sends a signal to the program's process group.
    func send(_ signal: Int32) {
        var byte = UInt8(truncatingIfNeeded: signal)
        _ = write(control, &byte, 1)
    }

    /// The guard's next report; `nil` when it ended without one.
    func nextReport() -> stepsweep_report? {
        var report = stepsweep_report()
        while true {
            let count = withUnsafeMutableBytes(of: &report) { read(self.report, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            return count == MemoryLayout<stepsweep_report>.size ? report : nil
        }
    }

    /// Only the read end doesn't block.
    private static func makePipe() throws(WorkerError) -> (read: Int32, write: Int32) {
        var pipe: [Int32] = [-1, -1]
        guard stepsweep_pipe(&pipe) == 0, fcntl(pipe[0], F_SETFL, O_NONBLOCK) == 0 else {
            throw .system(action: "make a pipe", errno: errno)
        }
        return (pipe[0], pipe[1])
    }
}

/// Calls `body` with a null-terminated array of C strings.
private func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
    pointers.append(nil)
    defer { pointers.forEach { free($0) } }
    return pointers.withUnsafeBufferPointer { buffer in
        // Not nil: the array has at least its null pointer.
        body(buffer.baseAddress!)
    }
}
