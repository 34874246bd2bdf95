internal import Crypto
public import Foundation

/// An object store in a folder: each object is a file, put by rename, so that a reader sees all of it or none.
///
/// Any number of processes may share the folder. What `put` has returned from survives a power cut, unless it was told `.deferred`.
public struct FolderStore: Sendable {
    /// The folder's absolute path.
    public let root: String

    /// Makes the folder where it is missing.
    ///
    /// - Throws: `ObjectStoreError.unavailable` for a folder that can't be made or written.
    public init(root: String) throws {
        self.root = URL(fileURLWithPath: root).standardizedFileURL.path
        try FileOperations.makeFolder(self.root + "/.staging")
        try FileOperations.makeFolder(self.root + "/.locks")
    }

    /// The object, or `nil` where there is none.
    public func get(_ key: String) throws -> StoredObject? {
        guard let bytes = try FileOperations.read(try path(of: key)) else { return nil }
        return StoredObject(bytes: bytes, version: Self.version(of: bytes))
    }

    public func exists(_ key: String) throws -> Bool { FileManager.default.fileExists(atPath: try path(of: key)) }

    /// Whether a put waits for the disk.
    public enum Durability: Sendable {
        case synchronised
        /// The bytes reach the disk by the next `synchronise()`.
        case deferred
    }

    /// Stores the bytes whole, or not at all.
    ///
    /// - Throws: `ObjectStoreError.conflict` where `condition` does not hold.
    @discardableResult
    public func put(
        _ key: String, _ bytes: Data, if condition: PutCondition = .always, durability: Durability = .synchronised
    ) throws -> ObjectVersion {
        let target = try path(of: key)
        let staged = root + "/.staging/" + UUID().uuidString
        try FileOperations.write(bytes, to: staged, synchronised: durability == .synchronised)
        defer { unlink(staged) }
        switch condition {
        case .always:
            try FileOperations.rename(staged, to: target)
        case .absent:
            guard try FileOperations.link(staged, to: target) else { throw ObjectStoreError.conflict(key: key) }
        case .unchanged(let version):
            try withLock(on: key) {
                guard try get(key)?.version == version else { throw ObjectStoreError.conflict(key: key) }
                try FileOperations.rename(staged, to: target)
            }
        }
        if durability == .synchronised { try FileOperations.synchroniseFolder(of: target) }
        return Self.version(of: bytes)
    }

    /// Brings everything that was put so far to the disk.
    public func synchronise() throws { try FileOperations.synchroniseFileSystem(of: root) }

    /// The keys that begin with `prefix`, sorted; a prefix that ends with `/` names a folder.
    public func list(prefix: String) throws -> [String] {
        let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
        if !folder.isEmpty { _ = try path(of: String(folder.dropLast())) }
        return FileOperations.filesBelow(root + "/" + folder).map { folder + $0 }
            .filter { $0.hasPrefix(prefix) && !$0.hasPrefix(".staging/") && !$0.hasPrefix(".locks/") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Removes an object; one that is not there is no error.
    public func delete(_ key: String) throws { try FileOperations.remove(try path(of: key)) }

    /// The file that holds the object: for programs that must be given a path.
    public func path(of key: String) throws -> String {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        guard !key.isEmpty, key.utf8.count <= 1024, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
        else {
            throw ObjectStoreError.invalidKey(
                key: key, problem: "must be 1 to 1024 bytes of names joined by `/`, none of them empty, `.` or `..`")
        }
        guard parts.allSatisfy({ $0.utf8.count <= 255 && !$0.utf8.contains(0) }) else {
            throw ObjectStoreError.invalidKey(key: key, problem: "a name may have at most 255 bytes, none of them zero")
        }
        return root + "/" + key
    }

    private static func version(of bytes: Data) -> ObjectVersion {
        ObjectVersion(tag: Data(SHA256.hash(data: bytes)).base64EncodedString())
    }

    /// One process at a time swaps an object; the kernel releases the lock of a killed one.
    private func withLock(on key: String, _ body: () throws -> Void) throws {
        let shard = SHA256.hash(data: Data(key.utf8)).first { _ in true } ?? 0
        let lock = try FileLock(path: root + "/.locks/\(shard)")
        defer { lock.release() }
        try body()
    }
}
