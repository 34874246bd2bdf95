internal import Foundation
internal import ObjectStore
internal import Synchronization

/// A folder of this machine for files of a bucket's objects; it goes with its last user.
public final class ScratchFolder: Sendable {
    let store: FolderStore
    /// SHA-256 of the bytes that the bucket holds, by key, as far as they are known here.
    private let digests = Mutex<[String: String]>([:])

    /// Makes a folder of its own in the system's temporary folder.
    ///
    /// - Throws: `ObjectStoreError.unavailable`.
    public init() throws {
        store = try FolderStore(root: NSTemporaryDirectory() + "/stepsweep-" + UUID().uuidString.lowercased())
    }

    deinit { try? FileManager.default.removeItem(atPath: store.root) }

    /// Keys that the bucket has and a keeping did not find.
    private let missing = Mutex<Set<String>>([])

    /// The keys that are gone for good: those that the keeping before did not find either. A program that replaces a file may have
    /// taken the old one away a moment before it puts the new one there.
    func gone(of keys: Set<String>, below prefix: String) -> Set<String> {
        missing.withLock { missing in
            let known = missing.filter { $0.hasPrefix(prefix) }
            missing.subtract(known)
            missing.formUnion(keys.subtracting(known))
            return keys.intersection(known)
        }
    }

    /// Where the key's file belongs, in a folder that is there.
    func place(for key: String) throws -> String {
        let path = try store.path(of: key)
        if let slash = key.lastIndex(of: "/") { _ = try store.openFolder(String(key[...slash])) }
        return path
    }

    func digest(of key: String) -> String? { digests.withLock { $0[key] } }

    /// - Parameter digest: `nil` for an object that is gone.
    func note(_ digest: String?, of key: String) { digests.withLock { $0[key] = digest } }

    func keys(prefix: String) -> [String] { digests.withLock { $0.keys.filter { $0.hasPrefix(prefix) } } }
}
