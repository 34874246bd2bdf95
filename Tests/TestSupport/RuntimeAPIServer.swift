import Synchronization

/// What the server was told, in the order of the calls.
public struct RuntimeAPICall: Sendable, Equatable {
    public let method: String
    public let path: String
    /// `Lambda-Runtime-Function-Error-Type`.
    public let errorType: String?
    public let body: String

    public init(method: String, path: String, errorType: String?, body: String) {
        self.method = method
        self.path = path
        self.errorType = errorType
        self.body = body
    }
}

/// An event that the server hands out.
public struct RuntimeAPIEvent: Sendable {
    public var requestID: String?
    public var deadlineMilliseconds: Int?
    public var traceID: String?
    public var body: String

    public init(_ body: String, requestID: String?, deadlineMilliseconds: Int? = nil, traceID: String? = nil) {
        self.body = body
        self.requestID = requestID
        self.deadlineMilliseconds = deadlineMilliseconds
        self.traceID = traceID
    }
}

/// Lambda's Runtime API on loopback: it hands out events one by one and writes down what it hears.
///
/// When the events are used up it answers nothing more, which ends the runtime under test. It closes with its last reference.
public final class RuntimeAPIServer: Sendable {
    private let server: LoopbackServer

    public init(events: [RuntimeAPIEvent]) throws {
        let waiting = Mutex(events[...])
        server = try LoopbackServer { request in
            guard request.target.hasSuffix("/invocation/next") else { return .respond(202) }
            guard let event = waiting.withLock({ $0.popFirst() }) else { return .cutOff("") }
            return .text(200, event.body, headers: event.headers)
        }
    }

    /// A host and a port, as in `AWS_LAMBDA_RUNTIME_API`.
    public var endpoint: String { server.authority }

    public var calls: [RuntimeAPICall] {
        server.requests.map { request in
            RuntimeAPICall(
                method: request.method, path: request.target,
                errorType: request.headers["lambda-runtime-function-error-type"], body: request.text)
        }
    }
}

extension RuntimeAPIEvent {
    fileprivate var headers: [String: String] {
        var headers: [String: String] = [:]
        headers["Lambda-Runtime-Aws-Request-Id"] = requestID
        headers["Lambda-Runtime-Deadline-Ms"] = deadlineMilliseconds.map(String.init)
        headers["Lambda-Runtime-Trace-Id"] = traceID
        return headers
    }
}
