internal import Crypto
public import Foundation

/// An object store in a folder: each object is a file, put by rename, so that a reader sees all of it or none.
///
/// Any number of processes may share the folder. What `put` has returned from survives a power cut, unless it was told `.deferred`.
public struct FolderStore: ObjectStore {
    /// The folder's absolute path.
    public let root: String

    public var name: String { root }

    /// Names at the top of the folder that hold no objects: files that are being written, and locks.
    private static let ownFolders: [String] = [".staging", ".locks"]

    /// Makes the folder where it is missing.
    ///
    /// - Throws: `ObjectStoreError.unavailable` for a folder that can't be made or read.
    public init(root: String) throws {
        self.root = URL(fileURLWithPath: root).standardizedFileURL.path
        for name in Self.ownFolders { try makeOwnFolder(name) }
    }

    /// A store that is there, for readers: nothing is made before something is put.
    ///
    /// - Throws: `ObjectStoreError.unavailable` where there is no such folder.
    public init(existing root: String) throws {
        self.root = URL(fileURLWithPath: root).standardizedFileURL.path
        guard try Folder.exists(self.root) else { throw FileOperations.error("open the folder", self.root, ENOTDIR) }
    }

    private func makeOwnFolder(_ name: String) throws {
        let folder = root + "/" + name
        if access(folder, F_OK) != 0 { try Folder.make(folder, synchronised: false) }
    }

    /// The object, or `nil` where there is none.
    public func get(_ key: String) throws -> StoredObject? {
        guard let bytes = try FileOperations.read(try path(of: key)) else { return nil }
        return StoredObject(bytes: bytes, version: Self.version(of: bytes))
    }

    public func exists(_ key: String) throws -> Bool { try FileOperations.isFile(try path(of: key)) }

    /// Stores the bytes whole, or not at all.
    ///
    /// - Throws: `ObjectStoreError.conflict` where `condition` does not hold.
    @discardableResult
    public func put(
        _ key: String, _ bytes: Data, if condition: PutCondition, durability: Durability
    ) throws -> ObjectVersion {
        let target = try path(of: key)
        let synchronised = durability == .synchronised
        let staged = root + "/.staging/" + UUID().uuidString
        try makeOwnFolder(".staging")
        try FileOperations.write(bytes, to: staged, synchronised: synchronised)
        do {
            if durability == .ordered { try synchronise() }
            try withFolder(of: target, synchronised: synchronised) {
                try place(staged, at: target, key: key, if: condition)
            }
        } catch {
            unlink(staged)
            throw error
        }
        if synchronised { try Folder.synchronise(Folder.holding(target)) }
        return Self.version(of: bytes)
    }

    /// Brings everything that was put so far to the disk.
    public func synchronise() throws { try FileOperations.synchroniseFileSystem(of: root) }

    /// The keys that begin with `prefix`, sorted; a prefix that ends with `/` names a folder.
    public func list(prefix: String) throws -> [String] {
        let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
        if !folder.isEmpty { _ = try path(of: String(folder.dropLast())) }
        var keys: [String] = []
        try Folder.forEachFile(below: root + "/" + folder) { file in
            let key = folder + file
            if key.hasPrefix(prefix), !Self.isOwn(key) { keys.append(key) }
        }
        return keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Removes an object; one that is not there is no error.
    public func delete(_ key: String) throws {
        let target = try path(of: key)
        try withLock(on: key) { try FileOperations.remove(target) }
    }

    /// Removes what writers left behind that were killed more than an hour ago.
    public func removeAbandonedFiles() throws {
        let staging = root + "/.staging"
        try Folder.forEachEntry(of: staging) { name, _ in
            var status = stat()
            guard stat(staging + "/" + name, &status) == 0 else { return }
            if status.st_mtim.tv_sec < time(nil) - 3600 { unlink(staging + "/" + name) }
        }
    }

    /// Takes the lock that belongs to a key, or gives `nil` where another process of this machine holds it.
    ///
    /// It says nothing about the object itself: puts don't ask for it.
    public func tryLock(_ key: String) throws -> FileLock? {
        _ = try path(of: key)
        try makeOwnFolder(".locks")
        return try FileLock(tryPath: root + "/.locks/key-" + Self.hexadecimal(SHA256.hash(data: Data(key.utf8))))
    }

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
        guard !Self.isOwn(key) else {
            throw ObjectStoreError.invalidKey(key: key, problem: "this folder belongs to the store itself")
        }
        return root + "/" + key
    }

    private static func isOwn(_ key: String) -> Bool { ownFolders.contains(String(key.prefix { $0 != "/" })) }

    static func hexadecimal(_ digest: SHA256.Digest) -> String {
        digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private static func version(of bytes: Data) -> ObjectVersion {
        ObjectVersion(tag: Data(SHA256.hash(data: bytes)).base64EncodedString())
    }

    /// Does `body`, and does it again with the folder made where that was missing: mostly it is there.
    private func withFolder(of target: String, synchronised: Bool, _ body: () throws -> Bool) throws {
        if try body() { return }
        try Folder.make(Folder.holding(target), synchronised: synchronised)
        guard try body() else { throw FileOperations.error("write", target, ENOENT) }
    }

    /// Gives the staged file its place; false where the place's folder is missing.
    private func place(_ staged: String, at target: String, key: String, if condition: PutCondition) throws -> Bool {
        switch condition {
        case .absent: return try create(key, at: target, from: staged)
        case .always: return try withLock(on: key) { try FileOperations.rename(staged, to: target) }
        case .unchanged(let version):
            return try withLock(on: key) {
                guard try get(key)?.version == version else { throw ObjectStoreError.conflict(key: key) }
                return try FileOperations.rename(staged, to: target)
            }
        }
    }

    private func create(_ key: String, at target: String, from staged: String) throws -> Bool {
        switch try FileOperations.link(staged, to: target) {
        case .made:
            unlink(staged)
            return true
        case .folderMissing: return false
        case .targetExists: throw ObjectStoreError.conflict(key: key)
        case .unsupported:
            return try withLock(on: key) {
                guard try !FileOperations.isFile(target) else { throw ObjectStoreError.conflict(key: key) }
                return try FileOperations.rename(staged, to: target)
            }
        }
    }

    /// One process at a time replaces an object, so that no swap overwrites what came between its look and its rename; the
    /// kernel releases the lock of a killed process.
    private func withLock<Result>(on key: String, _ body: () throws -> Result) throws -> Result {
        let shard = SHA256.hash(data: Data(key.utf8)).first { _ in true } ?? 0
        try makeOwnFolder(".locks")
        // Given back at the end of its life, when its file is closed.
        let lock = try FileLock(path: root + "/.locks/\(shard)")
        return try withExtendedLifetime(lock) { try body() }
    }
}
