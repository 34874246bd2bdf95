internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// The calls of AWS Lambda's Runtime API, version 2018-06-01, over plain HTTP.
final class RuntimeAPI: Sendable {
    /// `AWS_LAMBDA_RUNTIME_API`: a host and a port.
    let endpoint: String
    private let client: HTTPClient

    init(endpoint: String) {
        self.endpoint = endpoint
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        // An API that is gone stays gone: Lambda ends the runtime with it.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(configuration: configuration)
    }

    deinit { client.shutdown { _ in } }

    /// Waits for the next event.
    func next() async throws -> Invocation {
        let (body, headers) = try await call(.GET, "invocation/next", expecting: 200)
        guard let requestID = headers.first(name: "Lambda-Runtime-Aws-Request-Id") else {
            throw RuntimeAPIError(call: "next", problem: "the answer names no request id")
        }
        return Invocation(
            requestID: requestID,
            deadlineMilliseconds: headers.first(name: "Lambda-Runtime-Deadline-Ms").flatMap { Int($0) },
            traceID: headers.first(name: "Lambda-Runtime-Trace-Id"), event: body)
    }

    func respond(_ requestID: String, _ result: Data) async throws {
        _ = try await call(.POST, "invocation/\(requestID)/response", result, expecting: 202)
    }

    func fail(_ requestID: String, _ failure: InvocationFailure) async throws {
        _ = try await call(.POST, "invocation/\(requestID)/error", failure.body, failure.type, expecting: 202)
    }

    func failInitialisation(_ failure: InvocationFailure) async throws {
        _ = try await call(.POST, "init/error", failure.body, failure.type, expecting: 202)
    }

    /// No call has a time limit: `next` blocks until there is an event, for days if need be.
    private func call(
        _ method: HTTPMethod, _ path: String, _ body: Data? = nil, _ errorType: String? = nil, expecting status: UInt
    ) async throws -> (body: Data, headers: HTTPHeaders) {
        var request = HTTPClientRequest(url: "http://\(endpoint)/2018-06-01/runtime/\(path)")
        request.method = method
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        if let errorType { request.headers.add(name: "Lambda-Runtime-Function-Error-Type", value: errorType) }
        do {
            let response = try await client.execute(request, deadline: .distantFuture)
            guard response.status.code == status else {
                throw RuntimeAPIError(
                    call: path, problem: "expected status \(status), received \(response.status.code)")
            }
            // An event has at most 6 MB; a longer one is cut off with an error before it fills the memory.
            let bytes = try await response.body.collect(upTo: Self.largestEvent)
            return (Data(bytes.readableBytesView), response.headers)
        } catch let error as RuntimeAPIError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw RuntimeAPIError(call: path, problem: problem(error))
        }
    }

    private func problem(_ error: any Error) -> String {
        let cause = (error as? HTTPClientError)?.shortDescription ?? "no connection, or one that broke"
        return
            "no answer from `\(endpoint.prefix(80))`, which AWS_LAMBDA_RUNTIME_API names (\(cause)): Lambda sets that variable to a "
            + "host and a port; elsewhere take it away"
    }

    /// Twice Lambda's limit of a synchronous event, in bytes.
    private static let largestEvent = 12 << 20
}

extension InvocationFailure {
    private struct Body: Encodable {
        let errorMessage: String
        let errorType: String
        let stackTrace: [String] = []
    }

    /// The error document of the Runtime API. A failure to encode two texts and an empty list can't happen.
    fileprivate var body: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return (try? encoder.encode(Body(errorMessage: message, errorType: type))) ?? Data()
    }
}

/// The Runtime API did not answer as it should; the runtime can't go on.
public struct RuntimeAPIError: Error, Sendable, Equatable, CustomStringConvertible {
    let call: String
    let problem: String

    public var description: String { "Lambda Runtime API, \(call): \(problem)" }
}
