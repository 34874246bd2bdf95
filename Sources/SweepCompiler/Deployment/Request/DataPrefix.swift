/// Objects of a bucket that isn't the stack's: one object, all below a folder, or all.
public struct DataPrefix: Sendable, Hashable, Comparable {
    public let bucket: String
    /// Empty for the whole bucket. One that ends with `/` is a folder; any other is an object.
    public let prefix: String

    /// `s3://bucket/folder/`; `nil` for anything else, and for characters that a policy would read as a pattern or a list of
    /// a template's parameter as its separator.
    public init?(_ text: String) {
        let scheme = "s3://"
        guard text.hasPrefix(scheme) else { return nil }
        let parts = text.dropFirst(scheme.count).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, Self.isBucketName(String(name)) else { return nil }
        bucket = String(name)
        prefix = parts.count > 1 ? String(parts[1]) : ""
        guard prefix.utf8.count <= 1_024, prefix.allSatisfy(Self.isPlain) else { return nil }
    }

    /// What a policy names after `arn:aws:s3:::`; never more than what was asked for.
    var pattern: String { "\(bucket)/\(prefix)" + (prefix.isEmpty || prefix.hasSuffix("/") ? "*" : "") }

    public static func < (left: DataPrefix, right: DataPrefix) -> Bool {
        (left.bucket, left.prefix) < (right.bucket, right.prefix)
    }

    /// 3 to 63 lower-case letters, digits, `.` and `-` (S3 user guide, bucket naming rules).
    private static func isBucketName(_ name: String) -> Bool {
        let letters = Array(name.utf8)
        func isEdge(_ letter: UInt8?) -> Bool {
            letter.map { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) } ?? false
        }
        return (3...63).contains(letters.count) && isEdge(letters.first) && isEdge(letters.last)
            && letters.allSatisfy { isEdge($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
            && !name.contains("..")
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "!-_.'()=+@:/".contains(character))
    }
}
