internal import Foundation
internal import JSON

/// The JSON in which processes, containers and instances give credentials.
struct CredentialsDocument {
    let bytes: Data
    /// For messages; the document itself is never repeated.
    let source: String
    let fix: String

    /// - Parameters:
    ///   - tokenName: `SessionToken` from a process, `Token` from metadata.
    ///   - asksVersion: whether `Version` must be 1.
    func credentials(tokenName: String, asksVersion: Bool = false) throws -> Credentials {
        guard let document = try? JSON(parsing: bytes), document.object != nil else {
            throw SourceProblem("the answer is no JSON object", fix: fix)
        }
        if asksVersion, document["Version"]?.int != 1 {
            throw SourceProblem("the answer's Version must be 1", fix: fix)
        }
        if let code = document["Code"]?.string, code != "Success" {
            throw SourceProblem("the answer's Code is \(code.prefix(80).filter(\.isLetter))", fix: fix)
        }
        guard let key = document["AccessKeyId"]?.string, let secret = document["SecretAccessKey"]?.string else {
            throw SourceProblem("the answer has no AccessKeyId or no SecretAccessKey", fix: fix)
        }
        return try Credentials(
            checking: key, secret, document[tokenName]?.string, expiration: try expiration(of: document),
            source: source)
    }

    private func expiration(of document: JSON) throws -> Date? {
        guard let text = document["Expiration"]?.string else { return nil }
        guard let date = HTTPDate.parseISO8601(text) else {
            throw SourceProblem("the answer's Expiration is no date in ISO 8601", fix: fix)
        }
        return date
    }
}
