/// An object by its address, `s3://bucket/key`.
public struct S3URI: Sendable, Hashable {
    public let bucket: String
    /// Never empty.
    public let key: String

    /// - Returns: `nil` for anything else, a bucket without a key included.
    public init?(_ text: String) {
        guard text.hasPrefix("s3://") else { return nil }
        let parts = text.dropFirst("s3://".count).split(separator: "/", maxSplits: 1)
        guard parts.count == 2, !parts[1].hasSuffix("/") else { return nil }
        bucket = String(parts[0])
        key = String(parts[1])
    }

    /// The bucket of an address that may end behind it.
    public static func bucket(of text: String) -> String? {
        text.hasPrefix("s3://") ? text.split(separator: "/").dropFirst().first.map(String.init) : nil
    }

    /// The last part of the key.
    public var name: String { key.split(separator: "/").last.map(String.init) ?? key }
}
