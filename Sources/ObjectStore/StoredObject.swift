public import Foundation

/// An object's bytes and the version that a compare-and-swap names.
public struct StoredObject: Sendable, Equatable {
    public let bytes: Data
    public let version: ObjectVersion

    public init(bytes: Data, version: ObjectVersion) {
        self.bytes = bytes
        self.version = version
    }
}

/// Equal versions hold equal bytes; S3 calls it ETag.
public struct ObjectVersion: Sendable, Hashable, Codable {
    public let tag: String

    public init(tag: String) { self.tag = tag }
}

/// When a put may happen.
public enum PutCondition: Sendable, Equatable {
    case always
    /// Only where no object has the key: S3's `If-None-Match: *`.
    case absent
    /// Only where the object still is this version: S3's `If-Match`.
    case unchanged(ObjectVersion)
}
