public import Foundation

/// What S3 says of an object.
public struct S3Object: Sendable, Equatable {
    public var key: String
    /// Of this very content, with its quotes, as conditions want it.
    public var etag: String
    public var sizeBytes: Int
    public var lastModified: Date?
    /// Set in a bucket that keeps versions.
    public var versionID: String?
    /// The ARN of the KMS key that it is encrypted with, where S3 was asked about this one object.
    public var kmsKey: String?
}

/// When a write may happen.
public enum S3Condition: Sendable, Equatable {
    case none
    /// Only where there is no such object: `If-None-Match: *`.
    case absent
    /// Only over this version: `If-Match`.
    case matches(etag: String)

    var headers: [HTTPRequest.Header] {
        switch self {
        case .none: []
        case .absent: [.init("If-None-Match", "*")]
        case .matches(let etag): [.init("If-Match", etag)]
        }
    }
}

/// A conditional write lost: somebody else wrote first.
public struct S3Conflict: Error, Sendable, Equatable, CustomStringConvertible {
    public var bucket: String
    public var key: String
    public var condition: S3Condition

    public var description: String {
        let what = condition == .absent ? "is there already" : "was changed by somebody else"
        return "s3://\(bucket)/\(key) \(what): read it again, then decide"
    }
}
