internal import Dispatch
internal import Synchronization

/// Lets a thread of ours wait for asynchronous work.
enum BlockingTask {
    /// Runs `body` on the cooperative pool and waits for it. A thread of that pool must not call this: it could wait for itself.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
        let slot = Slot<Value>()
        Task.detached {
            do {
                slot.fill(.success(try await body()))
            } catch {
                slot.fill(.failure(error))
            }
        }
        return try slot.wait().get()
    }

    private final class Slot<Value: Sendable>: Sendable {
        private let result = Mutex<Result<Value, any Error>?>(nil)
        private let isFilled = DispatchSemaphore(value: 0)

        func fill(_ value: Result<Value, any Error>) {
            result.withLock { $0 = value }
            isFilled.signal()
        }

        func wait() -> Result<Value, any Error> {
            while true {
                isFilled.wait()
                if let result = result.withLock({ $0 }) { return result }
            }
        }
    }
}
