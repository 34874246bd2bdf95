public import Foundation
public import JSON

/// What a caller of the function gets: a status and a JSON document, in the forms of the model server.
public struct FunctionAnswer: Error, Sendable, Equatable {
    public let status: Int
    public let document: JSON
    private let headers: [String: JSON]

    public init(_ status: Int, _ document: JSON) {
        self.status = status
        self.document = document
        headers = [:]
    }

    /// Why a request isn't answered as asked.
    ///
    /// - Parameters:
    ///   - place: where in the request, such as `rows[2].features.age`.
    ///   - received: cut behind 60 characters.
    public init(
        _ status: Int, _ place: String, _ what: String, received: String? = nil, fix: String, retries: Bool = false
    ) {
        self.status = status
        var error: [String: JSON] = ["where": .string(place), "what": .string(what), "fix": .string(fix)]
        if let received { error["received"] = .string(received.count > 60 ? received.prefix(60) + "…" : received) }
        document = ["error": .object(error)]
        headers = retries ? ["Retry-After": "1"] : [:]
    }

    static func wrong(_ place: String, _ what: String, received: String, fix: String) -> FunctionAnswer {
        FunctionAnswer(400, place, what, received: received, fix: fix)
    }

    /// As Lambda wants it back (payload format 2.0).
    public var event: Data {
        let headers = headers.merging(["Content-Type": "application/json", "Cache-Control": "no-store"]) { $1 }
        let answer: JSON = [
            "statusCode": .integer(status), "headers": .object(headers), "body": .string(document.text() + "\n"),
            "isBase64Encoded": false,
        ]
        return Data(answer.bytes())
    }
}
