internal import Foundation
internal import Glibc

/// One run of a program: input from a file, its output collected, a time limit on it and on everything it started.
///
/// It leads a process group of its own, so that a time limit or a cancelled task ends its children too.
struct ChildProcess {
    let argv: [String]
    let environment: [String: String]
    let folder: String?
    let inputFile: String
    let timeoutSeconds: Double
    /// The program is ended when it has printed more bytes than this.
    let outputLimit: Int

    enum End: Equatable {
        case exited(Int)
        case signalled(Int)
        case timedOut
        case cancelled
        case tooMuchOutput
        case notStarted(cause: String)
    }

    struct Result {
        var end: End
        var output: [UInt8] = []
        /// The end of what it wrote to stderr.
        var errorTail = ""
    }

    /// Bytes of stderr that are kept.
    private static let errorTailLimit = 4096
    /// How often the deadline and the task's cancellation are looked at, in milliseconds.
    private static let pollMilliseconds: Int32 = 50

    func run() -> Result {
        guard let output = Pipe(), let errors = Pipe() else {
            return Result(end: .notStarted(cause: String(cString: strerror(errno))))
        }
        let child: pid_t
        switch spawn(output: output.writeEnd, errors: errors.writeEnd) {
        case .success(let process): child = process
        case .failure(let cause): return Result(end: .notStarted(cause: cause.text))
        }
        output.closeWriteEnd()
        errors.closeWriteEnd()
        return follow(child, output, errors)
    }

    private func follow(_ child: pid_t, _ output: Pipe, _ errors: Pipe) -> Result {
        let deadline = Self.now + max(0, timeoutSeconds)
        var result = Result(end: .exited(0))
        var errorBytes: [UInt8] = []
        var verdict: End?
        while verdict == nil {
            Pipe.wait([output, errors], milliseconds: Self.pollMilliseconds)
            let ended = Self.hasEnded(child)
            result.output += output.readAvailable()
            errorBytes += errors.readAvailable()
            errorBytes.removeFirst(max(0, errorBytes.count - Self.errorTailLimit))
            if result.output.count > outputLimit {
                verdict = .tooMuchOutput
            } else if ended {
                break
            } else if Self.now >= deadline {
                verdict = .timedOut
            } else if Task.isCancelled {
                verdict = .cancelled
            }
        }
        kill(-child, SIGKILL)
        let end = Self.reap(child)
        result.end = verdict ?? end
        result.errorTail = String(decoding: errorBytes, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        return result
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The child stays a zombie, so that its group's number can't be given to anyone else before `reap`.
    private static func hasEnded(_ child: pid_t) -> Bool {
        var information = siginfo_t()
        guard waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT) == 0 else { return errno == ECHILD }
        return information.si_signo != 0
    }

    private static func reap(_ child: pid_t) -> End {
        var status: Int32 = 0
        var reaped: pid_t
        repeat { reaped = waitpid(child, &status, 0) } while reaped < 0 && errno == EINTR
        guard reaped == child else {
            return .notStarted(cause: "its end can't be seen: \(String(cString: strerror(errno)))")
        }
        let signal = status & 0x7f
        return signal == 0 ? .exited(Int((status >> 8) & 0xff)) : .signalled(Int(signal))
    }
}
