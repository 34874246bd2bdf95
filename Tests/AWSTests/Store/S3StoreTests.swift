import Foundation
import ObjectStore
import TestSupport
import Testing

@testable import AWS

@Suite("A bucket as an object store") struct S3StoreTests {
    private let bucket = LoopbackBucket()

    private func withStore<Value: Sendable>(
        _ body: @escaping @Sendable (S3Store) throws -> Value
    ) async throws -> (Value, [LoopbackRequest]) {
        let bucket = bucket
        let server = try LoopbackServer { bucket.answer($0) }
        let store = S3Store(
            bucket: try S3Bucket("sweeps", client: .asking(server)), scratch: try ScratchFolder())
        let value = try await OwnThread.run { try body(store) }
        return (value, server.requests)
    }

    @Test("A changed file of an object goes back, and an unchanged one doesn't")
    func update() async throws {
        bucket["results"] = Data("a".utf8)
        let (_, requests) = try await withStore { store in
            try store.update("results") { try Data("ab".utf8).write(to: URL(fileURLWithPath: $0)) }
            try store.update("results") { _ = try Data(contentsOf: URL(fileURLWithPath: $0)) }
        }
        #expect(bucket["results"] == Data("ab".utf8))
        #expect(requests.filter { $0.method == "PUT" }.count == 1)
    }

    @Test("A change begins anew behind another writer's, and keeps both")
    func contested() async throws {
        let bucket = bucket
        bucket["results"] = Data("a".utf8)
        let counter = Counter()
        _ = try await withStore { store in
            try store.update("results") { path in
                if counter.next() == 1 { bucket["results"] = Data("ax".utf8) }
                let file = URL(fileURLWithPath: path)
                try (Data(contentsOf: file) + Data("b".utf8)).write(to: file)
            }
        }
        #expect(bucket["results"] == Data("axb".utf8))
        #expect(counter.value == 2)
    }

    @Test("A file whose object is missing is made by the change")
    func made() async throws {
        _ = try await withStore { store in
            try store.update("new") { path in
                #expect(!FileManager.default.fileExists(atPath: path))
                try Data("n".utf8).write(to: URL(fileURLWithPath: path))
            }
        }
        #expect(bucket["new"] == Data("n".utf8))
    }

    @Test("A file that is missing for a moment, while a program replaces it, is kept")
    func replacedCheckpoint() async throws {
        bucket["c/ckpt"] = Data("old".utf8)
        _ = try await withStore { store in
            let folder = try store.openFolder("c/")
            try FileManager.default.removeItem(atPath: folder + "/ckpt")
            try store.keepFolder("c/")
        }
        #expect(bucket["c/ckpt"] == Data("old".utf8))
    }

    @Test("A kept folder sends only what changed, and removes what the program removed")
    func checkpoints() async throws {
        bucket["c/old"] = Data("old".utf8)
        bucket["c/same"] = Data("same".utf8)
        let (_, requests) = try await withStore { store in
            let folder = try store.openFolder("c/")
            try FileManager.default.removeItem(atPath: folder + "/old")
            try Data("new".utf8).write(to: URL(fileURLWithPath: folder + "/new"))
            try store.keepFolder("c/")
            try store.keepFolder("c/")
        }
        #expect(bucket.keys == ["c/new", "c/same"])
        #expect(requests.filter { $0.method == "PUT" }.map(\.target) == ["/sweeps/c/new"])
        #expect(requests.filter { $0.method == "DELETE" }.map(\.target) == ["/sweeps/c/old"])
    }

    @Test(
        "A file that changed since its digest was taken is not stored",
        arguments: [10, S3Bucket.largestSinglePutBytes + 1])
    func changedFile(bytes: Int) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/data.csv"
        try Data(count: bytes).write(to: URL(fileURLWithPath: path))
        await #expect(throws: ObjectStoreError.fileChanged(path: path)) {
            try await withStore { try $0.put(file: path, at: "data", sha256: Hashing.sha256(Data("others".utf8))) }
        }
        #expect(bucket["data"] == nil)
    }
}
