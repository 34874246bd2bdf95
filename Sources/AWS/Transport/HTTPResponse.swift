public import Foundation

/// An answer: its status, head and whole body.
public struct HTTPResponse: Sendable, Equatable {
    public var status: Int
    public var headers: [HTTPRequest.Header]
    public var body: Data

    public init(status: Int, headers: [HTTPRequest.Header] = [], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    public var succeeded: Bool { (200..<300).contains(status) }

    /// The first value of a header, or `nil`.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
