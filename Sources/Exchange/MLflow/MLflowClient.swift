internal import AsyncHTTPClient
internal import Foundation
internal import JSON
internal import NIOCore
internal import NIOHTTP1

/// Calls of MLflow's REST API, version 2.0 (<https://mlflow.org/docs/latest/rest-api.html>), with JSON both ways.
///
/// It follows no redirect: credentials go to the server that was named, and nowhere else.
final class MLflowClient: Sendable {
    let server: MLflowServer
    private let pauseSeconds: @Sendable (_ attempt: Int) -> Double
    private let client: HTTPClient

    /// Of one call, from its first byte to the last of its answer.
    private static let requestSeconds: Int64 = 60
    /// A page of a search is far shorter.
    private static let largestAnswerBytes = 64 << 20
    private static let attempts = 4

    /// - Parameter pauseSeconds: how long to wait behind the n-th failed attempt.
    init(server: MLflowServer, pauseSeconds: @escaping @Sendable (Int) -> Double) {
        self.server = server
        self.pauseSeconds = pauseSeconds
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(5)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        client = HTTPClient(configuration: configuration)
    }

    func shutdown() async { try? await client.shutdown() }

    /// - Returns: the answer's document; `nil` where the server has no such thing.
    func get(_ call: String, _ query: [String: String]) async throws -> JSON? {
        let fields = query.sorted { $0.key < $1.key }.map { "\($0)=\(Self.escaped($1))" }
        return try await send(call, .GET, "?" + fields.joined(separator: "&"), nil, mayRepeat: true)
    }

    /// - Parameter mayRepeat: whether the server may be asked again where nobody knows if it did what it was asked.
    func post(_ call: String, _ body: JSON, mayRepeat: Bool = true) async throws -> JSON {
        try await send(call, .POST, "", body, mayRepeat: mayRepeat) ?? .null
    }

    private func send(
        _ call: String, _ method: HTTPMethod, _ query: String, _ body: JSON?, mayRepeat: Bool
    ) async throws -> JSON? {
        var attempt = 1
        while true {
            let answer = try await exchange(request(call, method, query, body))
            // A server that says that it is busy has done nothing.
            let isBusy = [429, 503].contains(answer.status)
            let isBroken = [500, 502, 504].contains(answer.status)
            guard attempt < Self.attempts, isBusy || isBroken && mayRepeat else {
                return try result(of: call, answer, mayBeMissing: method == .GET)
            }
            try await Task.sleep(for: .seconds(pauseSeconds(attempt)))
            attempt += 1
        }
    }

    private func request(_ call: String, _ method: HTTPMethod, _ query: String, _ body: JSON?) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: "\(server.address)/api/2.0/mlflow/\(call)\(query)")
        request.method = method
        request.headers.add(name: "User-Agent", value: "stepsweep")
        request.headers.add(name: "Accept", value: "application/json")
        if let authorisation = server.authorisation { request.headers.add(name: "Authorization", value: authorisation) }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body.bytes()))
        }
        return request
    }

    private func exchange(_ request: HTTPClientRequest) async throws -> (status: Int, body: [UInt8]) {
        do {
            let response = try await client.execute(request, timeout: .seconds(Self.requestSeconds))
            let body = try await response.body.collect(upTo: Self.largestAnswerBytes)
            return (Int(response.status.code), Array(body.readableBytesView))
        } catch {
            try Task.checkCancellation()
            throw ExchangeError.unreachable(server: server.address, problem: Self.word(error))
        }
    }

    private func result(
        of call: String, _ answer: (status: Int, body: [UInt8]), mayBeMissing: Bool
    ) throws(ExchangeError) -> JSON? {
        if answer.status == 401 || answer.status == 403 {
            throw .unauthorised(
                server: server.address, status: answer.status, sentCredentials: server.authorisation != nil)
        }
        guard let document = try? JSON(parsing: String(decoding: answer.body, as: UTF8.self)), document.object != nil
        else { throw .notMLflow(server: server.address, call: call, status: answer.status) }
        if answer.status == 200 { return document }
        let code = document["error_code"]?.string
        if mayBeMissing, code == "RESOURCE_DOES_NOT_EXIST" { return nil }
        let message = document["message"]?.string ?? "no reason was given"
        throw .refused(
            server: server.address, call: call, status: answer.status,
            message: String([code, message].compactMap { $0 }.joined(separator: ": ").prefix(500)))
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// The client's error in words, without what was sent.
    private static func word(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError where error == .connectTimeout: "no connection in 5 seconds"
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout:
            "no whole answer in \(requestSeconds) seconds"
        case let error as HTTPClientError: "the connection broke (\(error.shortDescription))"
        case let error as IOError: String(cString: strerror(error.errnoCode)).lowercased()
        // The packages below the client are not ours to import, so their errors are known by name.
        default:
            String(reflecting: type(of: error)).hasPrefix("NIOSSL.")
                ? "no trusted TLS connection could be made" : "no connection could be made"
        }
    }
}
