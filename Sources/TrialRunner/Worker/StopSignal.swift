internal import CPosix
internal import Foundation
internal import Synchronization

/// The one place that says whether this worker should end: asked by a signal, by the end of its engine, or by itself.
public final class StopSignal: Sendable {
    public enum Reason: Sendable, Equatable {
        /// SIGTERM, SIGINT or SIGHUP.
        case signal
        /// The pipe from the engine was closed.
        case engineGone
        /// Another worker took the pack over.
        case leaseLost
        /// Outcomes or the lease can't be stored any more.
        case failedWorld
    }

    private let signals: Int32
    private let engine: Int32
    private let ownRead: Int32
    private let ownWrite: Int32
    private let raised = Mutex<Reason?>(nil)

    /// - Parameters:
    ///   - catchesSignals: whether the process's signals count; from then on they end nothing by themselves.
    ///   - engineDescriptor: the read end of a pipe that closes when the engine ends.
    public init(catchesSignals: Bool, engineDescriptor: Int32? = nil) throws(WorkerError) {
        if let engineDescriptor, fcntl(engineDescriptor, F_SETFD, FD_CLOEXEC) < 0 {
            throw .invalidSettings([
                "STEPSWEEP_ENGINE_FD: must be the number of an open descriptor, received \(engineDescriptor)"
            ])
        }
        var pipe: [Int32] = [-1, -1]
        let signals = catchesSignals ? stepsweep_stop_descriptor() : -1
        guard stepsweep_pipe(&pipe) == 0, fcntl(pipe[1], F_SETFL, O_NONBLOCK) == 0, signals >= 0 || !catchesSignals
        else {
            throw .system(action: "make a pipe", errno: errno)
        }
        self.signals = signals
        engine = engineDescriptor ?? -1
        ownRead = pipe[0]
        ownWrite = pipe[1]
    }

    deinit {
        close(ownRead)
        close(ownWrite)
    }

    /// Descriptors to poll beside others; one of them becomes ready when there is a reason to stop, and stays so.
    var waits: [pollfd] {
        [
            pollfd(fd: ownRead, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            // The end of the pipe is reported unasked; what an engine may write into it means nothing.
            pollfd(fd: engine, events: 0, revents: 0),
        ]
    }

    /// Why to stop, or `nil`; the first reason stays.
    public var reason: Reason? {
        if let known = raised.withLock({ $0 }) { return known }
        var waits = waits
        guard poll(&waits, nfds_t(waits.count), 0) > 0 else { return nil }
        if waits[1].revents != 0 { raise(.signal) }
        if waits[2].revents != 0 { raise(.engineGone) }
        return raised.withLock { $0 }
    }

    func raise(_ reason: Reason) {
        raised.withLock { $0 = $0 ?? reason }
        var byte: UInt8 = 1
        _ = write(ownWrite, &byte, 1)
    }

    /// Waits so long, or until there is a reason to stop.
    @discardableResult
    func wait(seconds: Double) -> Reason? {
        var waits = waits
        poll(&waits, nfds_t(waits.count), Int32(max(0, min(seconds, 3600)) * 1000))
        return reason
    }
}

extension WorkerError {
    static func system(action: String, errno code: Int32) -> WorkerError {
        .system(
            action: action, cause: String(cString: strerror(code)),
            fix: code == EMFILE || code == ENFILE
                ? "too many files are open: raise `ulimit -n`" : "check the machine, then run the same command again")
    }
}
