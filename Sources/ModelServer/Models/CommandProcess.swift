internal import CPosix
internal import Foundation

/// The running program of a `CommandModel`; used from one thread alone.
struct CommandProcess {
    private let arguments: [String]
    private let timeoutSeconds: Double
    private var running: (process: Process, input: Pipe, output: Pipe)?
    private var pending: [UInt8] = []
    private var lastStart: ContinuousClock.Instant?

    /// A program that ends at once is not started more often than this.
    private static let pauseBetweenStarts = Duration.seconds(1)

    init(_ arguments: [String], timeoutSeconds: Double) {
        self.arguments = arguments
        self.timeoutSeconds = timeoutSeconds
    }

    /// Sends a line and waits for the next one.
    mutating func answer(_ line: [UInt8]) -> CommandModel.Reply {
        // A line that nobody asked for would be taken for the answer to this question, and its answer for the next one's.
        if hasUnasked { end() }
        if running == nil, let problem = start() { return .ended(problem) }
        guard let running else { return .ended("it is not running") }
        guard stepsweep_write_all(running.input.fileHandleForWriting.fileDescriptor, line, line.count) == 0 else {
            end()
            return .ended("it has ended")
        }
        let deadline = ContinuousClock.now + .seconds(timeoutSeconds)
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                defer { pending.removeSubrange(...end) }
                return .line(Array(pending[..<end]))
            }
            guard pending.count < ForeignModel.longestAnswer else {
                end()
                return .ended("its line is too long")
            }
            switch readPiece(running.output.fileHandleForReading.fileDescriptor, until: deadline) {
            case nil: continue
            case let reply?:
                end()
                return reply
            }
        }
    }

    private var hasUnasked: Bool {
        guard let running else { return false }
        var wait = pollfd(fd: running.output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
        return !pending.isEmpty || poll(&wait, 1, 0) > 0
    }

    /// - Returns: why there is no more to read; `nil` where something was read.
    private mutating func readPiece(_ descriptor: Int32, until deadline: ContinuousClock.Instant) -> CommandModel.Reply?
    {
        let left = (deadline - .now) / .milliseconds(1)
        guard left > 0 else { return .timeout }
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, Int32(left.rounded(.up))) > 0 else { return nil }
        var piece = [UInt8](repeating: 0, count: 65_536)
        let count = read(descriptor, &piece, piece.count)
        guard count > 0 else { return .ended("it has ended") }
        pending += piece[..<count]
        return nil
    }

    /// - Returns: why it can't be started.
    private mutating func start() -> String? {
        if let lastStart, ContinuousClock.now - lastStart < Self.pauseBetweenStarts {
            return "it ended and is started again in a second"
        }
        lastStart = .now
        pending = []
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        do {
            try process.run()
        } catch {
            return "it can't be started: \(error.localizedDescription)"
        }
        running = (process, input, output)
        return nil
    }

    /// Ends the program, if it runs.
    mutating func end() {
        guard let running else { return }
        self.running = nil
        try? running.input.fileHandleForWriting.close()
        kill(running.process.processIdentifier, SIGKILL)
        running.process.waitUntilExit()
    }
}
