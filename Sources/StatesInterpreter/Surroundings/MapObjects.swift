public import Foundation

/// The objects that `ItemReader` reads and `ResultWriter` writes. Buckets and keys are S3's, or a folder that stands
/// for it.
public protocol MapObjects: Sendable {
    /// - Throws: `TaskFailure` where the object is absent or can't be read.
    func getObject(bucket: String, key: String) async throws(TaskFailure) -> [UInt8]

    /// All objects whose keys begin with `prefix`, in the order of the bytes of their keys.
    func listObjects(bucket: String, prefix: String) async throws(TaskFailure) -> [ListedObject]

    /// Creates or replaces an object.
    func putObject(bucket: String, key: String, bytes: [UInt8]) async throws(TaskFailure)
}

/// One row of an object listing, as `s3:listObjectsV2` gives it.
public struct ListedObject: Sendable, Hashable {
    public let key: String
    public let sizeBytes: Int
    /// The entity tag with its double quotes.
    public let etag: String
    public let lastModified: Date
    public let storageClass: String

    public init(key: String, sizeBytes: Int, etag: String, lastModified: Date, storageClass: String = "STANDARD") {
        self.key = key
        self.sizeBytes = sizeBytes
        self.etag = etag
        self.lastModified = lastModified
        self.storageClass = storageClass
    }
}
