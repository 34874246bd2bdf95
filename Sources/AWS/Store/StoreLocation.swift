internal import Foundation
public import ObjectStore

/// Where a program was told to find its store: `STEPSWEEP_STORE`, or an event's `store`.
public enum StoreLocation: Sendable, Equatable {
    /// A folder's path: any text with a slash in it, or with a dot before it, which no bucket has.
    case folder(String)
    /// A bucket's name, or `s3://` and a bucket's name.
    case bucket(String)

    public init(_ text: String) {
        let name = text.hasPrefix("s3://") ? String(text.dropFirst("s3://".count)) : text
        let isFolder = name == text && (text.contains("/") || text.hasPrefix("."))
        self = isFolder ? .folder(text) : .bucket(name.hasSuffix("/") ? String(name.dropLast()) : name)
    }

    /// Opens the store. A folder must exist: one that was made anew would hide a wrong path.
    ///
    /// - Throws: `ObjectStoreError`, `ConfigurationError`.
    public func open() throws -> any ObjectStore {
        switch self {
        case .folder(let path):
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                throw ObjectStoreError.unavailable(
                    action: "open the store", path: path, cause: "there is no such folder",
                    fix: "set STEPSWEEP_STORE to the folder that the sweep was launched with")
            }
            return try FolderStore(existing: path)
        case .bucket(let name):
            let client = try BlockingTask.run { try await AWSClient.configured() }
            return S3Store(bucket: try S3Bucket(name, client: client), scratch: try ScratchFolder())
        }
    }
}
