internal import Dispatch
internal import Foundation
internal import Synchronization

/// A thread that keeps the lease and stores finished outcomes in time, while the main thread trains.
final class Heartbeat: Sendable {
    private let lease: PackLease
    private let writer: OutcomeWriter
    private let stop: StopSignal
    private let failure = Mutex<(any Error)?>(nil)
    private let ending = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    private static let intervalSeconds = 0.2

    init(lease: PackLease, writer: OutcomeWriter, stop: StopSignal) {
        self.lease = lease
        self.writer = writer
        self.stop = stop
    }

    func start() { Thread.detachNewThread { self.run() } }

    /// Ends the thread and waits for it.
    ///
    /// - Throws: what kept it from its duty.
    func end() throws {
        ending.signal()
        ended.wait()
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    private func run() {
        defer { ended.signal() }
        do {
            while ending.wait(timeout: .now() + Self.intervalSeconds) == .timedOut {
                guard try lease.keep() else { throw LeaseLost() }
                try writer.flushWhenDue()
            }
        } catch {
            failure.withLock { $0 = error }
            stop.raise(error is LeaseLost ? .leaseLost : .failedWorld)
        }
    }
}
