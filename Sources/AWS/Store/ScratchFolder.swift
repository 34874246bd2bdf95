internal import Foundation
internal import ObjectStore

/// A folder of this machine for files of a bucket's objects; it goes with its last user.
public final class ScratchFolder: Sendable {
    let store: FolderStore

    /// Makes a folder of its own in the system's temporary folder.
    ///
    /// - Throws: `ObjectStoreError.unavailable`.
    public init() throws {
        store = try FolderStore(root: NSTemporaryDirectory() + "/stepsweep-" + UUID().uuidString.lowercased())
    }

    deinit { try? FileManager.default.removeItem(atPath: store.root) }
}
