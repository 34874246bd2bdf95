import Dispatch
import Foundation
import Synchronization

/// Turns Ctrl-C and SIGTERM into a cancelled task, so that a sweep stops cleanly.
final class Interruption {
    private let sources: [any DispatchSourceSignal]

    /// Calls `body` at the first signal; the second one ends the program at once.
    init(_ body: @escaping @Sendable () -> Void) {
        let count = Counter()
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if count.next() == 1 {
                    body()
                } else {
                    exit(StepSweepExit.interrupted.rawValue)
                }
            }
            source.resume()
            return source
        }
    }

    deinit { sources.forEach { $0.cancel() } }
}

private final class Counter: Sendable {
    private let value = Mutex(0)

    func next() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}
