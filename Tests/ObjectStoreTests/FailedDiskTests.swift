import Foundation
import ObjectStore
import TestSupport
import Testing

/// What the folder store says when the file system refuses.
struct FailedDiskTests {
    @Test(
        "A full disk is named, stored objects stay, and the store goes on when there is space again",
        .enabled(if: SmallDisk.problem == nil, "needs a small file system, which only root can mount"))
    func fullDisk() throws {
        let disk = try SmallDisk(mebibytes: 1)
        let store = try FolderStore(root: disk.path)
        try store.put("kept", Data([1]))
        try disk.fill()
        #expect {
            try store.put("k", Data(repeating: 1, count: 1 << 16))
        } throws: { error in
            "\(error)".hasSuffix("No space left on device; free some space, then run the same command again")
        }
        #expect(try store.get("kept")?.bytes == Data([1]))
        #expect(try store.get("k") == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path + "/.staging").isEmpty)
        disk.empty()
        try store.put("k", Data(repeating: 1, count: 1 << 16))
        #expect(try store.exists("k"))
    }

    @Test(
        "A read-only file system can be read; a put says what is wrong",
        .enabled(if: SmallDisk.problem == nil, "needs a file system of its own, which only root can mount"))
    func readOnly() throws {
        let disk = try SmallDisk(mebibytes: 1)
        let before = try FolderStore(root: disk.path)
        try before.put("kept", Data([1]))
        try disk.makeReadOnly()
        let store = try FolderStore(root: disk.path)
        #expect(try store.get("kept")?.bytes == Data([1]))
        #expect {
            try store.put("k", Data())
        } throws: { error in
            "\(error)".hasSuffix(
                "Read-only file system; the file system is read-only: choose another folder with --store")
        }
        #expect(throws: ObjectStoreError.self) { try store.delete("kept") }
    }

    @Test("A file where a folder should be is named")
    func fileInTheWay() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("store", "not a folder")
        #expect(
            throws: ObjectStoreError.unavailable(
                action: "make the folder", path: file + "/.staging", cause: "Not a directory",
                fix:
                    "a file is in the way of a folder, or a folder of a file: move it, or choose another folder with --store"
            )
        ) { try FolderStore(root: file) }
        let store = try FolderStore(root: folder.path + "/other")
        try store.put("a", Data())
        #expect(throws: ObjectStoreError.self) { try store.put("a/b", Data()) }
        #expect(throws: ObjectStoreError.self) { try store.put(".", Data()) }
    }

    @Test(
        "A folder that may not be read is an error, not an empty list",
        .enabled(if: getuid() != 0, "root may read everything"))
    func unreadableFolder() throws {
        let folder = try TemporaryFolder()
        let store = try FolderStore(root: folder.path)
        try store.put("a/b", Data())
        chmod(folder.path + "/a", 0)
        defer { chmod(folder.path + "/a", 0o755) }
        #expect(throws: ObjectStoreError.self) { try store.list(prefix: "a/") }
        #expect(throws: ObjectStoreError.self) { try store.exists("a/b") }
        #expect(throws: ObjectStoreError.self) { try store.get("a/b") }
    }

    @Test("Errors read as one sentence with a fix")
    func texts() {
        #expect("\(ObjectStoreError.conflict(key: "a/b"))" == "a/b: another writer changed this object first")
        #expect(
            "\(ObjectStoreError.invalidKey(key: "../a", problem: "must not"))" == "object key `../a`: must not")
        #expect(
            "\(ObjectStoreError.unavailable(action: "write", path: "/x", cause: "No space left", fix: "free some"))"
                == "can't write /x: No space left; free some")
    }
}
