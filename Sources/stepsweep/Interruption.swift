import Dispatch
import Foundation
import Synchronization

/// Turns Ctrl-C, SIGTERM and SIGHUP into a cancelled task, so that a sweep stops cleanly.
final class Interruption {
    private let sources: [any DispatchSourceSignal]

    /// Calls `body` at the first signal; one that comes more than a second later ends the program at once.
    ///
    /// A second copy of the same signal is no second thought: `timeout` sends one to the program and one to its group.
    init(_ body: @escaping @Sendable () -> Void) {
        let first = FirstSignal()
        // A caller that ignores one of them, as `nohup` does with SIGHUP, wants it ignored.
        sources = [SIGINT, SIGTERM, SIGHUP].filter { !Self.ignores($0) }.map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                switch first.secondsAgo() {
                case nil: body()
                case let seconds? where seconds < 1: break
                default: exit(StepSweepExit.interrupted.rawValue)
                }
            }
            source.resume()
            return source
        }
    }

    private static func ignores(_ number: Int32) -> Bool {
        // SIG_IGN is the address 1 everywhere.
        unsafeBitCast(signal(number, SIG_IGN), to: Int.self) == 1
    }

    deinit { sources.forEach { $0.cancel() } }
}

private final class FirstSignal: Sendable {
    private let instant = Mutex<ContinuousClock.Instant?>(nil)

    /// How long ago the first call was; `nil` for the first call itself.
    func secondsAgo() -> Double? {
        instant.withLock { instant in
            guard let instant else {
                instant = .now
                return nil
            }
            return (ContinuousClock.now - instant) / .seconds(1)
        }
    }
}
