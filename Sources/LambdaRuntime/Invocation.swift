public import Foundation

/// One event that Lambda hands to the runtime.
public struct Invocation: Sendable, Equatable {
    /// `Lambda-Runtime-Aws-Request-Id`: the answer must name it.
    public var requestID: String
    /// `Lambda-Runtime-Deadline-Ms`: Lambda ends the runtime at this moment. Milliseconds since 1970.
    public var deadlineMilliseconds: Int?
    /// `Lambda-Runtime-Trace-Id`: X-Ray's tracing header.
    public var traceID: String?
    /// The event, as JSON.
    public var event: Data

    public init(requestID: String, deadlineMilliseconds: Int? = nil, traceID: String? = nil, event: Data) {
        self.requestID = requestID
        self.deadlineMilliseconds = deadlineMilliseconds
        self.traceID = traceID
        self.event = event
    }
}

/// An invocation that failed; the runtime goes on with the next one.
public struct InvocationFailure: Error, Sendable, Equatable {
    /// `Category.Reason`, such as `Reduce.UnknownSweep`.
    public var type: String
    public var message: String

    public init(type: String, message: String) {
        self.type = type
        self.message = message
    }
}
