import Foundation
import ObjectStore
import TestSupport
import Testing

/// Several real processes at work in one store.
struct ConcurrentProcessTests {
    @Test("Of four processes that create one object, one wins, in every round")
    func createOnlyOnce() async throws {
        let folder = try TemporaryFolder()
        let root = folder.path
        async let first = Self.creator(root, "one")
        async let second = Self.creator(root, "two")
        async let third = Self.creator(root, "three")
        async let fourth = Self.creator(root, "four")
        _ = try await [first, second, third, fourth]
        let store = try FolderStore(root: root)
        let winners = try store.list(prefix: "won/")
        #expect(winners.count == 50)
        #expect(Set(winners.map { $0.split(separator: "/")[1] }).count == 50)
        #expect(try store.list(prefix: "race/").count == 50)
    }

    private static func creator(_ root: String, _ name: String) async throws {
        await #expect(processExitsWith: .success) { [root = root as String, name = name as String] in
            let store = try FolderStore(root: root)
            for round in 0..<50 {
                do {
                    try store.put("race/\(round)", Data(name.utf8), if: .absent, durability: .deferred)
                    try store.put("won/\(round)/\(name)", Data())
                } catch ObjectStoreError.conflict {}
            }
        }
    }

    @Test("Increments by compare-and-swap from four processes all count, beside plain puts of other keys")
    func compareAndSwap() async throws {
        let folder = try TemporaryFolder()
        let root = folder.path
        let store = try FolderStore(root: root)
        try store.put("counter", Data("0".utf8))
        async let first = Self.counter(root)
        async let second = Self.counter(root)
        async let third = Self.counter(root)
        async let fourth = Self.counter(root)
        _ = try await [first, second, third, fourth]
        #expect(try store.get("counter").map { String(decoding: $0.bytes, as: UTF8.self) } == "400")
    }

    private static func counter(_ root: String) async throws {
        await #expect(processExitsWith: .success) { [root = root as String] in
            let store = try FolderStore(root: root)
            var done = 0
            while done < 100 {
                guard let old = try store.get("counter"), let count = Int(String(decoding: old.bytes, as: UTF8.self))
                else { exit(1) }
                do {
                    let next = Data("\(count + 1)".utf8)
                    try store.put("counter", next, if: .unchanged(old.version), durability: .deferred)
                    done += 1
                } catch ObjectStoreError.conflict {}
            }
        }
    }

    @Test("A reader sees one of the objects that were put, never a part of one")
    func wholeObjects() async throws {
        let folder = try TemporaryFolder()
        let root = folder.path
        let store = try FolderStore(root: root)
        try store.put("k", Data(repeating: 0, count: 1 << 20))
        async let writer: Void = Self.overwriter(root)
        var seen = 0
        while try !store.exists("done") {
            let bytes = try #require(try store.get("k")).bytes
            #expect(bytes.count == 1 << 20 && Set(bytes).count == 1)
            seen += 1
        }
        try await writer
        #expect(seen > 0)
    }

    private static func overwriter(_ root: String) async throws {
        await #expect(processExitsWith: .success) { [root = root as String] in
            let store = try FolderStore(root: root)
            for round in 0..<200 {
                try store.put("k", Data(repeating: UInt8(round % 256), count: 1 << 20), durability: .deferred)
            }
            try store.put("done", Data())
        }
    }

    @Test("A writer that is killed leaves no object behind, and its traces can be swept up later")
    func killedWriter() async throws {
        let folder = try TemporaryFolder()
        let root = folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [root = root as String] in
            _ = try FolderStore(root: root)
            // What a put has done when it is killed before its last step.
            _ = FileManager.default.createFile(atPath: root + "/.staging/half", contents: Data([1]))
            kill(getpid(), SIGKILL)
        }
        let store = try FolderStore(root: root)
        #expect(try store.list(prefix: "").isEmpty)
        try store.removeAbandonedFiles()
        #expect(FileManager.default.fileExists(atPath: root + "/.staging/half"))
        let old = Date(timeIntervalSinceNow: -7200)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: root + "/.staging/half")
        try store.removeAbandonedFiles()
        #expect(!FileManager.default.fileExists(atPath: root + "/.staging/half"))
    }

    @Test("A lock is one holder's, and a killed process gives it back")
    func fileLock() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/lock"
        let held = try FileLock(path: path)
        #expect(try FileLock(tryPath: path) == nil)
        held.release()
        #expect(try FileLock(tryPath: path) != nil)
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let lock = try FileLock(path: path)
            withExtendedLifetime(lock) { _ = kill(getpid(), SIGKILL) }
        }
        #expect(try FileLock(tryPath: path) != nil)
    }
}
