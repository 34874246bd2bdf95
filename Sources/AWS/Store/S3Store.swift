public import Foundation
public import ObjectStore

/// An object store in an S3 bucket: conditional writes take the place of locks.
///
/// Files that programs must be given lie in a scratch folder of this machine.
public struct S3Store: ObjectStore {
    let bucket: S3Bucket
    let folder: ScratchFolder

    /// Files as programs get them; they live as long as the store.
    var scratch: FolderStore { folder.store }

    public var name: String { "s3://" + bucket.name }

    public init(bucket: S3Bucket, scratch: ScratchFolder) {
        self.bucket = bucket
        folder = scratch
    }

    public func get(_ key: String) throws -> StoredObject? {
        try call("read", key) { bucket in
            try await bucket.get(key).map { StoredObject(bytes: $0.bytes, version: ObjectVersion(tag: $0.object.etag)) }
        }
    }

    /// Some requests at once, and their answers held together.
    public func get(_ keys: [String], _ body: (_ key: String, _ bytes: Data) throws -> Void) throws {
        var rest = keys[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(Self.requestsAtOnce))
            rest = rest.dropFirst(batch.count)
            let found = try call("read", batch[0]) { bucket in
                try await withThrowingTaskGroup(of: (String, Data?).self) { group in
                    for key in batch { group.addTask { (key, try await bucket.get(key)?.bytes) } }
                    return try await group.reduce(into: [String: Data]()) { $0[$1.0] = $1.1 }
                }
            }
            for key in batch {
                if let bytes = found[key] { try body(key, bytes) }
            }
        }
    }

    public func exists(_ key: String) throws -> Bool {
        try call("look for", key) { try await $0.head(key) != nil }
    }

    /// S3 answers once the object survives; every put is as durable as the next.
    @discardableResult
    public func put(
        _ key: String, _ bytes: Data, if condition: PutCondition, durability: Durability
    ) throws -> ObjectVersion {
        try call("write", key) { bucket in
            ObjectVersion(tag: try await bucket.put(key, bytes, if: S3Condition(condition)).etag)
        }
    }

    /// Requests that are under way at once where many objects go up or come down.
    static let requestsAtOnce = 32

    /// In constant memory: an object is made when its turn comes.
    public func put(contentsOf objects: any Sequence<(key: String, bytes: Data)>) throws {
        var waiting: [(key: String, bytes: Data)] = []
        func flush() throws {
            let batch = waiting
            waiting = []
            try call("write", batch.first?.key ?? "") { bucket in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (key, bytes) in batch { group.addTask { try await bucket.put(key, bytes) } }
                    try await group.waitForAll()
                }
            }
        }
        for object in objects {
            _ = try scratch.path(of: object.key)
            waiting.append(object)
            if waiting.count == Self.requestsAtOnce { try flush() }
        }
        if !waiting.isEmpty { try flush() }
    }

    public func put(file path: String, at key: String, sha256: String) throws {
        try call("write", key) { _ = try await $0.upload(file: path, to: key, sha256: sha256) }
    }

    /// Nothing is read: S3 verified the bytes when they came, and a key with a digest in it is written whole or not at all.
    public func holds(_ key: String, sha256: String) throws -> Bool { try exists(key) }

    public func synchronise() {}

    public func list(prefix: String) throws -> [String] {
        try call("list", prefix) { try await $0.list(prefix: prefix).map(\.key) }
    }

    public func delete(_ key: String) throws { try call("remove", key) { try await $0.delete(key) } }

    public func removeAbandonedFiles() throws { try scratch.removeAbandonedFiles() }

    public func tryLock(_ key: String) throws -> FileLock? { try scratch.tryLock(key) }

    /// Waits for `body`, and turns what goes wrong into the store's own errors.
    func call<Value: Sendable>(
        _ action: String, _ key: String, _ body: @escaping @Sendable (S3Bucket) async throws -> Value
    ) throws -> Value {
        if !key.isEmpty, !key.hasSuffix("/") { _ = try scratch.path(of: key) }
        let bucket = bucket
        do {
            return try BlockingTask.run { try await body(bucket) }
        } catch is S3Conflict {
            throw ObjectStoreError.conflict(key: key)
        } catch let error as FileChanged {
            throw ObjectStoreError.fileChanged(path: error.path)
        } catch let error as ObjectStoreError {
            throw error
        } catch {
            throw ObjectStoreError.unavailable(
                action: action, path: "\(name)/\(key)", cause: "\(error)", fix: "then run the same command again")
        }
    }
}

extension S3Condition {
    init(_ condition: PutCondition) {
        self =
            switch condition {
            case .always: .none
            case .absent: .absent
            case .unchanged(let version): .matches(etag: version.tag)
            }
    }
}
