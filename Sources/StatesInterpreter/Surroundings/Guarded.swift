internal import Foundation

/// A value that one thread at a time may touch.
///
/// `Synchronization.Mutex` would do, but the thread sanitizer can't see how it waits on Linux, and reports a race where two threads
/// met at one. It sees a Foundation lock.
package final class Guarded<Value: Sendable>: @unchecked Sendable {
    // Safe to share: `value` is touched only inside `withLock`, which holds the lock.
    private let lock = NSLock()
    private var value: Value

    package init(_ value: Value) { self.value = value }

    package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
