internal import Foundation

/// Ends the process when it was asked to stop and could not do so in time, as in the middle of a long decomposition.
///
/// A user's command ends with the process. The lease is not given back then: the next worker sees that its holder is gone.
public enum Watchdog {
    /// Containers get 30 seconds by default.
    private static let secondsAfterSignal: UInt32 = 24
    private static let secondsAfterEngine: UInt32 = 3

    /// Starts a thread that waits as long as the process lives.
    public static func start(_ stop: StopSignal) {
        Thread.detachNewThread {
            while stop.wait(seconds: 3600) == nil {}
            sleep(stop.reason == .engineGone ? secondsAfterEngine : secondsAfterSignal)
            _exit(WorkerExit.interrupted.rawValue)
        }
    }
}
