public import Foundation

/// Objects by key, in a folder or in a bucket. Any number of processes may share one store.
///
/// Calls block until they are done; no thread of the cooperative pool may make them.
public protocol ObjectStore: Sendable {
    /// As people name it: a folder's path, or `s3://bucket`.
    var name: String { get }

    /// The object, or `nil` where there is none.
    func get(_ key: String) throws -> StoredObject?

    /// Calls `body` with each object of `keys` that is there, in their order.
    func get(_ keys: [String], _ body: (_ key: String, _ bytes: Data) throws -> Void) throws

    func exists(_ key: String) throws -> Bool

    /// Stores the bytes whole, or not at all.
    ///
    /// - Throws: `ObjectStoreError.conflict` where `condition` does not hold.
    @discardableResult
    func put(
        _ key: String, _ bytes: Data, if condition: PutCondition, durability: Durability
    ) throws -> ObjectVersion

    /// Stores many objects that are the same whoever writes them; one that holds its bytes already may be left alone.
    func put(contentsOf objects: any Sequence<(key: String, bytes: Data)>) throws

    /// Stores a file's bytes, whatever their size.
    ///
    /// - Parameter sha256: the digest that they must have, as 64 hexadecimal digits.
    /// - Throws: `ObjectStoreError.fileChanged` where they are others; then nothing is stored.
    func put(file path: String, at key: String, sha256: String) throws

    /// Whether the object is there and whole.
    ///
    /// - Parameter sha256: the digest of its bytes, as 64 hexadecimal digits.
    func holds(_ key: String, sha256: String) throws -> Bool

    /// Brings everything that was put so far to the disk.
    func synchronise() throws

    /// The keys that begin with `prefix`, sorted by their bytes; a prefix that ends with `/` names a folder.
    func list(prefix: String) throws -> [String]

    /// Removes an object; one that is not there is no error.
    func delete(_ key: String) throws

    /// Removes what writers left behind that were killed more than an hour ago.
    func removeAbandonedFiles() throws

    /// Takes the lock that belongs to a key, or gives `nil` where another process of this machine holds it.
    ///
    /// It says nothing about the object itself: puts don't ask for it.
    func tryLock(_ key: String) throws -> FileLock?

    /// The path of a file with the object's bytes, for readers that must be given one; `nil` where there is no object.
    func file(of key: String) throws -> String?

    /// The path of a file with the bytes of an object elsewhere, `s3://bucket/key`; `nil` where there is none, or for a store
    /// that knows no other place.
    func file(at address: String) throws -> String?

    /// Lets `body` change the file of an object, and stores what it leaves there. The file is missing where the object is.
    ///
    /// `body` runs again where another writer was quicker. Writers of one folder exclude each other by the file's own means.
    func update<Result>(_ key: String, _ body: (_ path: String) throws -> Result) throws -> Result

    /// The path of a folder of this machine that stands for the objects below `prefix`, and holds those that are kept.
    ///
    /// What is written there is kept for a later machine by `keepFolder`.
    func openFolder(_ prefix: String) throws -> String

    /// Keeps what lies in the folder now. A file that changes meanwhile may be kept torn.
    func keepFolder(_ prefix: String) throws
}

/// Whether a put waits for the disk.
public enum Durability: Sendable {
    /// The object survives a power cut.
    case synchronised
    /// The object reaches the disk by the next `synchronise()` or ordered put.
    case deferred
    /// These bytes, and everything that was put before, are on the disk before the object appears. After a power cut the
    /// object may be missing; if it is there, so is all that it can name.
    case ordered
}

extension ObjectStore {
    @discardableResult
    public func put(
        _ key: String, _ bytes: Data, if condition: PutCondition = .always, durability: Durability = .synchronised
    ) throws -> ObjectVersion {
        try put(key, bytes, if: condition, durability: durability)
    }
}
