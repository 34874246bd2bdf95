public import Foundation

/// A custom runtime: it asks for an event, lets the handler answer it, and asks again. One event at a time.
public struct LambdaRuntime: Sendable {
    private let api: RuntimeAPI

    /// - Parameter endpoint: the value of `AWS_LAMBDA_RUNTIME_API`, a host and a port.
    public init(endpoint: String) { api = RuntimeAPI(endpoint: endpoint) }

    /// Runs until the Runtime API is gone.
    ///
    /// A handler's `InvocationFailure` is reported as it is, any other error with the type `Runtime.HandlerError`.
    /// X-Ray's header goes into `_X_AMZN_TRACE_ID`, where SDKs and child programs look for it.
    public func run(_ handler: @Sendable (Invocation) async throws -> Data) async throws -> Never {
        while true {
            let invocation = try await api.next()
            setenv("_X_AMZN_TRACE_ID", invocation.traceID ?? "", 1)
            do {
                let result = try await handler(invocation)
                try await api.respond(invocation.requestID, result)
            } catch let failure as InvocationFailure {
                try await api.fail(invocation.requestID, failure)
            } catch let error as RuntimeAPIError {
                throw error
            } catch {
                let failure = InvocationFailure(type: "Runtime.HandlerError", message: "\(error)")
                try await api.fail(invocation.requestID, failure)
            }
        }
    }

    /// Tells Lambda that the function can't even begin. The program should end with a non-zero code then.
    public func failInitialisation(_ failure: InvocationFailure) async throws {
        try await api.failInitialisation(failure)
    }
}
