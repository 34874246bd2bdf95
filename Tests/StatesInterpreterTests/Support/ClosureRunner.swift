import JSON
import StatesInterpreter

/// Does tasks as a closure says, and remembers what it was asked.
final class ClosureRunner: TaskRunner {
    private let asked = Guarded<[TaskRequest]>([])
    private let body: @Sendable (TaskRequest) async throws(TaskFailure) -> JSON

    init(_ body: @escaping @Sendable (TaskRequest) async throws(TaskFailure) -> JSON) { self.body = body }

    /// A runner for machines without tasks.
    static var none: ClosureRunner {
        ClosureRunner { request throws(TaskFailure) in
            throw TaskFailure(error: "Test.Unexpected", cause: request.resource)
        }
    }

    var requests: [TaskRequest] { asked.withLock { $0 } }

    func run(_ request: TaskRequest) async throws(TaskFailure) -> JSON {
        asked.withLock { $0.append(request) }
        return try await body(request)
    }
}
