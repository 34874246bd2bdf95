internal import Crypto
internal import Foundation
internal import JSON

extension IntrinsicCall {
    /// The longest text that can be encoded, decoded or hashed.
    private static let maximumLength = 10_000

    /// Puts `values` between `pieces`.
    static func format(_ pieces: [String], _ values: [JSON]) -> Result<JSON, IntrinsicProblem> {
        guard values.count == pieces.count - 1 else {
            return .failure(
                IntrinsicProblem(
                    "the number of arguments do not match the occurrences of {}: \(values.count) and \(pieces.count - 1)"
                ))
        }
        var text = pieces[0]
        for (value, piece) in zip(values, pieces.dropFirst()) {
            text += value.string ?? value.text()
            text += piece
        }
        return .success(.string(text))
    }

    /// `States.Format` whose template is itself read from a path.
    static func format(dynamic values: [JSON]) throws(IntrinsicProblem) -> JSON {
        let pieces = try text(values[0]).split(separator: "{}", omittingEmptySubsequences: false).map(String.init)
        return try format(pieces, Array(values.dropFirst())).get()
    }

    /// A text of nothing but white space is `null`.
    static func stringToJson(_ value: JSON) throws(IntrinsicProblem) -> JSON {
        let text = try text(value)
        if text.allSatisfy(\.isWhitespace) { return .null }
        do {
            return try JSON(parsing: text)
        } catch {
            throw IntrinsicProblem("the text is not JSON: \(error)")
        }
    }

    /// Splits at every character of `delimiters`; empty parts are left out.
    static func stringSplit(_ value: JSON, _ delimiters: JSON) throws(IntrinsicProblem) -> JSON {
        let delimiters = Set(try text(delimiters).unicodeScalars)
        let parts = try text(value).unicodeScalars.split { delimiters.contains($0) }
        return .array(parts.map { .string(String($0)) })
    }

    static func base64Encode(_ value: JSON) throws(IntrinsicProblem) -> JSON {
        .string(Data(try shortText(value).utf8).base64EncodedString())
    }

    static func base64Decode(_ value: JSON) throws(IntrinsicProblem) -> JSON {
        guard let data = Data(base64Encoded: try shortText(value)), let text = String(validating: data, as: UTF8.self)
        else {
            throw IntrinsicProblem("the text is not base64 of UTF-8 text")
        }
        return .string(text)
    }

    static func hash(_ value: JSON, _ algorithm: JSON) throws(IntrinsicProblem) -> JSON {
        let bytes = Data(try shortText(value.string.map(JSON.string) ?? .string(value.text())).utf8)
        switch try text(algorithm) {
        case "MD5": return hexadecimal(Insecure.MD5.hash(data: bytes))
        case "SHA-1": return hexadecimal(Insecure.SHA1.hash(data: bytes))
        case "SHA-256": return hexadecimal(SHA256.hash(data: bytes))
        case "SHA-384": return hexadecimal(SHA384.hash(data: bytes))
        case "SHA-512": return hexadecimal(SHA512.hash(data: bytes))
        case let other:
            throw IntrinsicProblem("the algorithm must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512, received `\(other)`")
        }
    }

    private static func hexadecimal(_ digest: some Sequence<UInt8>) -> JSON {
        .string(digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }

    private static func shortText(_ value: JSON) throws(IntrinsicProblem) -> String {
        let text = try text(value)
        guard text.count <= maximumLength else {
            throw IntrinsicProblem("a text may have at most \(maximumLength) characters, received \(text.count)")
        }
        return text
    }
}
