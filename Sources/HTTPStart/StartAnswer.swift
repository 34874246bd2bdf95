public import Foundation
public import JSON
public import SweepModel

/// What the caller of the address is told: a status, and a JSON document that says it in words.
public struct StartAnswer: Error, Sendable, Equatable {
    /// Why there is no new sweep.
    public enum Refusal: String, Sendable, CaseIterable {
        case malformed, unauthorised, notFound, wrongMethod, conflict, tooLarge, invalidFile, unavailable, failed

        var status: Int {
            switch self {
            case .malformed: 400
            case .unauthorised: 403
            case .notFound: 404
            case .wrongMethod: 405
            case .conflict: 409
            case .tooLarge: 413
            case .invalidFile: 422
            case .failed: 500
            case .unavailable: 502
            }
        }

        /// As the document says it: `wrong-method`.
        var word: String {
            rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
        }
    }

    public let status: Int
    /// The document without its schema.
    let members: [String: JSON]
    private let headers: [String: JSON]

    /// The name of the document's form, and its version.
    static let schema = "stepsweep.start"
    static let version = 1
    /// A file with more mistakes than this is told the first ones, so that the answer stays below Lambda's 6 MB.
    static let mostDiagnostics = 100
    /// A message is cut behind so many characters.
    private static let longestMessage = 2_000

    public init(_ refusal: Refusal, _ message: String, diagnostics: [Diagnostic] = []) {
        status = refusal.status
        let shown = diagnostics.prefix(Self.mostDiagnostics)
        members = [
            "error": [
                "kind": .string(refusal.word), "message": .string(String(message.prefix(Self.longestMessage))),
                "diagnostics": .array(shown.map(\.startJSON)), "diagnosticsInAll": .integer(diagnostics.count),
            ]
        ]
        headers = refusal == .wrongMethod ? ["Allow": "POST"] : [:]
    }

    /// A sweep that runs: since now, or already.
    public init(began: Bool, _ members: [String: JSON]) {
        status = began ? 202 : 200
        self.members = members.merging(["began": .bool(began)]) { $1 }
        headers = [:]
    }

    /// Every mistake of a sweep file, as `plan` tells them.
    public init(_ invalid: InvalidFile) {
        let mistakes = invalid.diagnostics.filter { $0.severity == .error }
        let first = mistakes.first.map(\.description) ?? "the sweep file can't be used"
        self.init(.invalidFile, first, diagnostics: invalid.diagnostics)
    }

    /// The document that the caller gets.
    public var document: JSON {
        .object(members.merging(["schema": .string(Self.schema), "version": .integer(Self.version)]) { $1 })
    }

    /// As Lambda wants it back (payload format 2.0).
    public var event: Data {
        let headers = headers.merging(["Content-Type": "application/json", "Cache-Control": "no-store"]) { $1 }
        let answer: JSON = [
            "statusCode": .integer(status), "headers": .object(headers),
            "body": .string(document.text(.indented) + "\n"), "isBase64Encoded": false,
        ]
        return Data(answer.bytes())
    }
}

extension Diagnostic {
    fileprivate var startJSON: JSON {
        [
            "severity": .string(severity.rawValue), "line": line.map(JSON.integer) ?? .null,
            "column": column.map(JSON.integer) ?? .null, "key": .string(path), "message": .string(message),
        ]
    }
}
