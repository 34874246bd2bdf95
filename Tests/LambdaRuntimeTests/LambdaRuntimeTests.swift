import Foundation
import LambdaRuntime
import TestSupport
import Testing

@Suite("Lambda's Runtime API", .serialized) struct LambdaRuntimeTests {
    private static let root = "/2018-06-01/runtime/"

    /// Serves the events with `handler` until they are used up, and tells what the server heard beside `next`.
    private func serve(
        _ events: [RuntimeAPIEvent], _ handler: @escaping @Sendable (Invocation) async throws -> Data
    ) async throws -> [RuntimeAPICall] {
        let server = try RuntimeAPIServer(events: events)
        let runtime = LambdaRuntime(endpoint: server.endpoint)
        await #expect(throws: (any Error).self) { try await runtime.run(handler) }
        return server.calls.filter { !$0.path.hasSuffix("/next") }
    }

    @Test("Events are answered one by one, each under its request id")
    func responses() async throws {
        let events = (1...5).map { RuntimeAPIEvent("\"event \($0)\"", requestID: "request-\($0)") }
        let calls = try await serve(events) { $0.event }
        #expect(
            calls
                == (1...5).map { number in
                    RuntimeAPICall(
                        method: "POST", path: Self.root + "invocation/request-\(number)/response", errorType: nil,
                        body: "\"event \(number)\"")
                })
    }

    @Test("The handler sees deadline, trace and event")
    func invocation() async throws {
        let event = RuntimeAPIEvent(
            "{}", requestID: "one", deadlineMilliseconds: 1_700_000_000_123, traceID: "Root=1-2;Sampled=1")
        let calls = try await serve([event]) { invocation in
            let trace = ProcessInfo.processInfo.environment["_X_AMZN_TRACE_ID"] ?? ""
            return Data("\(invocation.deadlineMilliseconds ?? 0) \(invocation.traceID ?? "") \(trace)".utf8)
        }
        #expect(calls.map(\.body) == ["1700000000123 Root=1-2;Sampled=1 Root=1-2;Sampled=1"])
    }

    @Test("A failed invocation is reported with its type, and the next one is served")
    func failure() async throws {
        let events = [RuntimeAPIEvent("1", requestID: "bad"), RuntimeAPIEvent("2", requestID: "good")]
        let calls = try await serve(events) { invocation in
            guard invocation.requestID == "good" else {
                throw InvocationFailure(type: "Reduce.Bad", message: "a \"bad\" event")
            }
            return Data("fine".utf8)
        }
        #expect(
            calls == [
                RuntimeAPICall(
                    method: "POST", path: Self.root + "invocation/bad/error", errorType: "Reduce.Bad",
                    body: #"{"errorMessage":"a \"bad\" event","errorType":"Reduce.Bad","stackTrace":[]}"#),
                RuntimeAPICall(
                    method: "POST", path: Self.root + "invocation/good/response", errorType: nil, body: "fine"),
            ])
    }

    @Test("An error of any other kind is the handler's")
    func otherError() async throws {
        let calls = try await serve([RuntimeAPIEvent("1", requestID: "one")]) { _ in throw CancellationError() }
        #expect(calls.map(\.errorType) == ["Runtime.HandlerError"])
    }

    @Test("A failed start is reported to init/error")
    func initialisation() async throws {
        let server = try RuntimeAPIServer(events: [])
        try await LambdaRuntime(endpoint: server.endpoint)
            .failInitialisation(InvocationFailure(type: "Runtime.NoScratchFolder", message: "no room"))
        #expect(
            server.calls == [
                RuntimeAPICall(
                    method: "POST", path: Self.root + "init/error", errorType: "Runtime.NoScratchFolder",
                    body: #"{"errorMessage":"no room","errorType":"Runtime.NoScratchFolder","stackTrace":[]}"#)
            ])
    }

    @Test("An event without a request id ends the runtime, since nobody could be answered")
    func noRequestID() async throws {
        let server = try RuntimeAPIServer(events: [RuntimeAPIEvent("1", requestID: nil)])
        let error = try await #require(throws: RuntimeAPIError.self) {
            try await LambdaRuntime(endpoint: server.endpoint).run { $0.event }
        }
        #expect("\(error)" == "Lambda Runtime API, next: the answer names no request id")
        #expect(server.calls.count == 1)
    }
}
