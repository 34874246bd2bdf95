public import Foundation

/// A request as it goes over the wire, before or after it is signed.
public struct HTTPRequest: Sendable, Equatable {
    /// One line of the head. Names are compared without regard to case.
    public struct Header: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public var method: String
    public var scheme: String
    /// The host, with a port where it isn't the scheme's own.
    public var authority: String
    /// Begins with `/`, percent-encoded as it is sent.
    public var path: String
    /// Without `?`, percent-encoded as it is sent; empty for none.
    public var query: String
    /// In order; a name may come more than once. `Host` is written from `authority` where it is absent.
    public var headers: [Header]
    public var body: Data

    public init(
        method: String = "GET", scheme: String = "https", authority: String, path: String = "/", query: String = "",
        headers: [Header] = [], body: Data = Data()
    ) {
        self.method = method
        self.scheme = scheme
        self.authority = authority
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    public var url: String { "\(scheme)://\(authority)\(path)" + (query.isEmpty ? "" : "?\(query)") }

    /// The first value of a header, or `nil`.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Replaces every header of that name; `nil` removes them.
    public mutating func setHeader(_ name: String, _ value: String?) {
        headers.removeAll { $0.name.lowercased() == name.lowercased() }
        if let value { headers.append(Header(name, value)) }
    }
}

extension HTTPRequest: CustomStringConvertible {
    /// Method and address without the query: a presigned query holds a signature and a token.
    public var description: String { "\(method) \(scheme)://\(authority)\(path)" }
}

extension HTTPRequest: CustomReflectable {
    /// `dump` and test reports print no header and no body.
    public var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}
