internal import Foundation
internal import Synchronization

/// A running `stepsweep-worker`, in a process group of its own.
///
/// Its standard input is a pipe that nobody writes to: when this process ends, however it ends, the worker reads the end of it and stops.
final class WorkerProcess: Sendable {
    let processID: pid_t
    private let isReaped = Mutex(false)

    /// How a process ended: an exit code, or the signal that ended it.
    enum Termination: Sendable, Equatable {
        case exit(Int)
        case signal(Int)
    }

    /// Starts `executable` with exactly `environment`; both its outputs are appended to the file `log`.
    ///
    /// - Throws: `EngineError.workerNotStarted`.
    init(executable: String, environment: [String: String], log: String, lifeline: Lifeline) throws(EngineError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, lifeline.readEnd, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var pid: pid_t = 0
        let code = withCStrings([executable]) { arguments in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
                posix_spawn(&pid, executable, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else {
            throw EngineError.workerNotStarted(path: executable, cause: String(cString: strerror(code)))
        }
        processID = pid
    }

    /// Waits for the end, then ends what is left of the process group. One thread a running worker; call it once.
    func waitForEnd() async -> Termination {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: self.reap()) }
        }
    }

    private func reap() -> Termination {
        // The zombie keeps its process id, and so its group's, from being given to a stranger until the lock is held.
        var information = siginfo_t()
        while waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        return isReaped.withLock { isReaped in
            kill(-processID, SIGKILL)
            var status: Int32 = 0
            var reaped: pid_t
            repeat { reaped = waitpid(processID, &status, 0) } while reaped < 0 && errno == EINTR
            isReaped = true
            // Nobody knows how it ended: that is a lost host, never a success.
            guard reaped == processID else { return .signal(Int(SIGKILL)) }
            let signal = status & 0x7F
            return signal == 0 ? .exit(Int(status >> 8 & 0xFF)) : .signal(Int(signal))
        }
    }

    /// Asks the worker to stop; it checkpoints and ends its user's program.
    func terminate() { signal(processID, SIGTERM) }

    /// Ends the worker and all of its process group at once.
    func killGroup() { signal(-processID, SIGKILL) }

    private func signal(_ target: pid_t, _ number: Int32) {
        isReaped.withLock { isReaped in
            if !isReaped { kill(target, number) }
        }
    }
}

/// The pipe by which workers learn that their engine is gone: the kernel closes the write end with the engine.
final class Lifeline: Sendable {
    let readEnd: Int32
    private let writeEnd: Int32

    init() throws(EngineError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else {
            throw EngineError.workerNotStarted(path: "pipe", cause: String(cString: strerror(errno)))
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }
}

/// Calls `body` with a `NULL`-terminated array of C strings that live as long as the call.
private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    // The array is never empty, so its buffer has a base address.
    return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
}
