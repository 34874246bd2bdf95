internal import Foundation
internal import FoundationNetworking

/// The calls of AWS Lambda's Runtime API, version 2018-06-01, over plain HTTP.
struct RuntimeAPI: Sendable {
    /// `AWS_LAMBDA_RUNTIME_API`: a host and a port.
    let endpoint: String
    private let session: URLSession

    init(endpoint: String) {
        self.endpoint = endpoint
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = Self.patienceSeconds
        configuration.timeoutIntervalForResource = Self.patienceSeconds
        session = URLSession(configuration: configuration)
    }

    /// `next` blocks until there is an event, for days if need be: a year stands for no limit, which URLSession can't express.
    private static let patienceSeconds = 365.0 * 24 * 3600

    /// Waits for the next event.
    func next() async throws -> Invocation {
        let (body, response) = try await call("GET", "invocation/next", expecting: 200)
        guard let requestID = response.value(forHTTPHeaderField: "Lambda-Runtime-Aws-Request-Id") else {
            throw RuntimeAPIError(call: "next", problem: "the answer names no request id")
        }
        return Invocation(
            requestID: requestID,
            deadlineMilliseconds: response.value(forHTTPHeaderField: "Lambda-Runtime-Deadline-Ms").flatMap { Int($0) },
            traceID: response.value(forHTTPHeaderField: "Lambda-Runtime-Trace-Id"), event: body)
    }

    func respond(_ requestID: String, _ result: Data) async throws {
        _ = try await call("POST", "invocation/\(requestID)/response", result, expecting: 202)
    }

    func fail(_ requestID: String, _ failure: InvocationFailure) async throws {
        _ = try await call("POST", "invocation/\(requestID)/error", failure.body, failure.type, expecting: 202)
    }

    func failInitialisation(_ failure: InvocationFailure) async throws {
        _ = try await call("POST", "init/error", failure.body, failure.type, expecting: 202)
    }

    private func call(
        _ method: String, _ path: String, _ body: Data? = nil, _ errorType: String? = nil, expecting status: Int
    ) async throws -> (Data, HTTPURLResponse) {
        guard let url = URL(string: "http://\(endpoint)/2018-06-01/runtime/\(path)") else {
            throw RuntimeAPIError(call: path, problem: "`\(endpoint)` is no host and port")
        }
        var request = URLRequest(url: url, timeoutInterval: Self.patienceSeconds)
        request.httpMethod = method
        request.httpBody = body
        if body != nil { request.setValue("application/json", forHTTPHeaderField: "Content-Type") }
        if let errorType {
            request.setValue(errorType, forHTTPHeaderField: "Lambda-Runtime-Function-Error-Type")
        }
        let (answer, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse, response.statusCode == status else {
            let received = (response as? HTTPURLResponse).map { String($0.statusCode) } ?? "no HTTP"
            throw RuntimeAPIError(call: path, problem: "expected status \(status), received \(received)")
        }
        return (answer, response)
    }
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
