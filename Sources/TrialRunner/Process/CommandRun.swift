internal import CPosix
internal import Foundation
internal import ObjectStore
internal import SweepModel

/// Runs one program to its end: reads what it writes, keeps its limits, and stops it when the worker must stop.
///
/// All of it happens on the calling thread, in one loop around `poll`.
final class CommandRun {
    struct Limits: Sendable, Equatable {
        var timeoutSeconds: Double
        var memoryBytes: Int?
        /// Between SIGTERM and SIGKILL, when the program's own time is over.
        var timeoutGraceSeconds: Double = 5
        /// The same when the worker must stop: time for a checkpoint, within the 30 seconds that a container gets.
        var stopGraceSeconds: Double = 10
        /// The same when the engine is gone or another worker has the pack.
        var hurriedGraceSeconds: Double = 1
    }

    /// How often `onTick` is called while the program runs.
    static let tickSeconds = 0.25

    private let process: GuardedProcess
    private let limits: Limits
    private let stop: StopSignal
    private let kills = OutOfMemoryKills()
    private let killsBefore: Int?
    private let startedAt = Clock.awake()
    private var group: Int32?
    private var streams: [WorkerEvent.Stream: Int32]
    private var splitters: [WorkerEvent.Stream: LineSplitter] = [.stdout: LineSplitter(), .stderr: LineSplitter()]
    private var interference: CommandResult.Interference?
    private var killAt = Double.infinity
    private var nextTick = Clock.awake() + CommandRun.tickSeconds
    private var chunk = [UInt8](repeating: 0, count: 65_536)

    /// Starts the program.
    ///
    /// - Parameter lock: held by the program's guard, too, until all has ended.
    /// - Throws: `ExecutablePath.Problem` where there is no such program, `WorkerError` where the system refuses.
    init(_ program: Program, limits: Limits, stop: StopSignal, lock: FileLock? = nil) throws {
        let path = try ExecutablePath.find(
            program.arguments.first ?? "", in: program.environment, folder: program.folder)
        self.limits = limits
        self.stop = stop
        killsBefore = kills.count()
        process = try GuardedProcess(path: path, program: program, lock: lock?.descriptor)
        streams = [.stdout: process.output, .stderr: process.error]
    }

    /// Waits for the end.
    ///
    /// - Throws: `WorkerError` where the guard was killed, so that nobody knows how the program ended.
    func result(
        onLine: (WorkerEvent.Stream, ArraySlice<UInt8>) -> Void, onTick: () -> Void
    ) throws(WorkerError) -> CommandResult {
        while true {
            let isReported = awaitSomething(onLine)
            if isReported, let result = try readReport() {
                drain(onLine)
                return result
            }
            interfereWhereNeeded()
            if Clock.awake() >= nextTick {
                nextTick = Clock.awake() + CommandRun.tickSeconds
                limitMemory()
                onTick()
            }
        }
    }

    /// Reads a piece of what is there to read; returns whether the guard has something to report.
    private func awaitSomething(_ onLine: (WorkerEvent.Stream, ArraySlice<UInt8>) -> Void) -> Bool {
        let order = streams.keys.sorted { $0.rawValue < $1.rawValue }
        var waits = [pollfd(fd: process.report, events: Int16(POLLIN), revents: 0)]
        waits += order.map { pollfd(fd: streams[$0] ?? -1, events: Int16(POLLIN), revents: 0) }
        if interference == nil { waits += stop.waits }
        let seconds = max(0, min(nextTick, killAt) - Clock.awake())
        guard poll(&waits, nfds_t(waits.count), Int32((seconds * 1000).rounded(.up))) > 0 else { return false }
        for (index, stream) in order.enumerated() where waits[index + 1].revents != 0 {
            _ = readPiece(of: stream, onLine)
        }
        return waits[0].revents != 0
    }

    /// Returns the bytes read: 0 where nothing is there, or the stream has ended.
    private func readPiece(
        of stream: WorkerEvent.Stream, _ onLine: (WorkerEvent.Stream, ArraySlice<UInt8>) -> Void
    ) -> Int {
        guard let descriptor = streams[stream] else { return 0 }
        let count = read(descriptor, &chunk, chunk.count)
        if count > 0 {
            splitters[stream]?.feed(chunk[..<count]) { onLine(stream, $0) }
            return count
        }
        if count == 0 || (errno != EAGAIN && errno != EINTR) { streams[stream] = nil }
        return 0
    }

    /// What was written before the end. Nothing of the program is alive, so pipes hold no more than the kernel lets them;
    /// a process that escaped its guard is not listened to for ever.
    private func drain(_ onLine: (WorkerEvent.Stream, ArraySlice<UInt8>) -> Void) {
        for stream in [WorkerEvent.Stream.stdout, .stderr] {
            var bytes = 0
            while bytes < 16 << 20 {
                let count = readPiece(of: stream, onLine)
                if count == 0 { break }
                bytes += count
            }
            splitters[stream]?.finish { onLine(stream, $0) }
        }
    }

    private func interfereWhereNeeded() {
        let now = Clock.awake()
        if interference == nil {
            if let reason = stop.reason {
                let hasTime = reason == .signal
                interfere(.stopped, grace: hasTime ? limits.stopGraceSeconds : limits.hurriedGraceSeconds)
            } else if now - startedAt >= limits.timeoutSeconds {
                interfere(.timeout, grace: limits.timeoutGraceSeconds)
            }
        }
        if now >= killAt {
            killAt = .infinity
            process.send(SIGKILL)
        }
    }

    private func interfere(_ kind: CommandResult.Interference, grace: Double) {
        interference = kind
        killAt = Clock.awake() + grace
        process.send(SIGTERM)
    }

    /// There is no grace for memory: the machine has none to give.
    private func limitMemory() {
        guard let limit = limits.memoryBytes, let group, interference == nil else { return }
        guard GroupMemory.residentBytes(group: group) > limit else { return }
        interference = .memoryLimit
        process.send(SIGKILL)
    }

    /// `nil` while the program runs.
    private func readReport() throws(WorkerError) -> CommandResult? {
        guard let report = process.nextReport() else {
            throw .system(
                action: "follow the program", cause: "its guard process was killed",
                fix: "run the same pack again: finished trials are kept")
        }
        switch stepsweep_report_kind(UInt32(report.kind)) {
        case STEPSWEEP_STARTED:
            group = report.process
            return nil
        case STEPSWEEP_ENDED: return ended(report)
        case STEPSWEEP_NO_FOLDER: return notStarted("the folder it runs in can't be entered", report.error)
        case STEPSWEEP_NO_PROGRAM: return notStarted("the program can't be executed", report.error)
        default: throw .system(action: "start a process", errno: report.error)
        }
    }

    private func notStarted(_ what: String, _ code: Int32) -> CommandResult {
        var message = "\(what): \(String(cString: strerror(code)))"
        if code == ENOEXEC { message += "; a script must begin with a line such as `#!/bin/sh`" }
        if code == E2BIG { message += "; give the parameters by `${args_json_file}` instead of as arguments" }
        return CommandResult(
            end: .notStarted(message), interference: interference, seconds: Clock.awake() - startedAt, cpuSeconds: 0,
            peakMemoryBytes: nil, sawOutOfMemoryKill: false)
    }

    private func ended(_ report: stepsweep_report) -> CommandResult {
        // The status as waitpid gives it: the signal in the low seven bits, else the exit code in the next eight.
        let signal = Int(report.status & 0x7F)
        let end: CommandResult.End = signal == 0 ? .exited(Int(report.status >> 8 & 0xFF)) : .signalled(signal)
        let killsNow = kills.count()
        return CommandResult(
            end: end, interference: interference, seconds: Clock.awake() - startedAt,
            cpuSeconds: Double(report.user_microseconds + report.system_microseconds) * 1e-6,
            peakMemoryBytes: Int(report.peak_kibibytes) * 1024,
            sawOutOfMemoryKill: (killsNow ?? 0) > (killsBefore ?? 0))
    }
}
