internal import JSON

/// What of an HTTP request decides its answer.
struct ServerRequest: Sendable {
    var method: String
    /// As it was sent, without what stands behind a `?`.
    var path: String
    var contentType: String?
    var authorization: String?
    var idempotencyKey: String?
    /// Reads the body, not before anything else is found right.
    var body: @Sendable () async throws(RequestProblem) -> [UInt8]
}

/// What a client gets.
struct ServerAnswer: Sendable, Equatable {
    var status: Int
    var contentType: String
    /// Beside Content-Type.
    var headers: [String: String]
    var body: [UInt8]

    init(_ status: Int, _ body: [UInt8], type: String = "application/json", headers: [String: String] = [:]) {
        self.status = status
        self.body = body
        self.headers = headers
        contentType = type
    }

    init(_ status: Int, json: JSON, headers: [String: String] = [:]) {
        self.init(status, json.bytes() + [UInt8(ascii: "\n")], headers: headers)
    }
}
