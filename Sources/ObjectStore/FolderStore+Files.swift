internal import Crypto
public import Foundation

extension FolderStore {
    public func get(_ keys: [String], _ body: (_ key: String, _ bytes: Data) throws -> Void) throws {
        for key in keys {
            if let object = try get(key) { try body(key, object.bytes) }
        }
    }

    public func put(contentsOf objects: any Sequence<(key: String, bytes: Data)>) throws {
        for (key, bytes) in objects where try get(key)?.bytes != bytes {
            try put(key, bytes, durability: .deferred)
        }
    }

    public func put(file path: String, at key: String, sha256: String) throws {
        guard let bytes = try FileOperations.read(path) else { throw FileOperations.error("read", path, ENOENT) }
        guard Self.digest(of: bytes) == sha256 else { throw ObjectStoreError.fileChanged(path: path) }
        try put(key, bytes)
    }

    public func holds(_ key: String, sha256: String) throws -> Bool {
        try get(key).map { Self.digest(of: $0.bytes) == sha256 } ?? false
    }

    private static func digest(of bytes: Data) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    public func file(of key: String) throws -> String? { try exists(key) ? path(of: key) : nil }

    public func file(at address: String) throws -> String? { nil }

    public func update<Result>(_ key: String, _ body: (_ path: String) throws -> Result) throws -> Result {
        try body(try path(of: key))
    }

    /// The folder itself.
    public func openFolder(_ prefix: String) throws -> String {
        let folder = try path(of: Self.folderKey(prefix))
        try Folder.make(folder, synchronised: false)
        return folder
    }

    /// Nothing is to be done: the folder is the store's own.
    public func keepFolder(_ prefix: String) throws {}

    private static func folderKey(_ prefix: String) -> String {
        prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix
    }
}
