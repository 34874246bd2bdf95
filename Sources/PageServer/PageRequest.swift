/// What of a request decides its answer.
public struct PageRequest: Sendable, Equatable {
    public var method: String
    /// As it was sent, with everything behind a `?`.
    public var path: String
    /// The `Host` header.
    public var host: String?
    /// The `If-None-Match` header.
    public var knownTag: String?

    public init(method: String = "GET", path: String, host: String?, knownTag: String? = nil) {
        self.method = method
        self.path = path
        self.host = host
        self.knownTag = knownTag
    }
}

/// What a client gets.
public struct PageAnswer: Sendable, Equatable {
    /// Of HTTP: 200, 304, 404, 405, 421 or 500.
    public var status: Int
    public var headers: [String: String]
    public var body: String
}
