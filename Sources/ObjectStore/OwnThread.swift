internal import Foundation

/// A thread for work that blocks, so that the cooperative pool goes on: a machine with one processor has one thread there.
public enum OwnThread {
    /// Runs `body` on a thread of its own. It is not interrupted where the task is cancelled.
    public static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
        }
    }
}
