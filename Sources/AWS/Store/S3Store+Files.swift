internal import Foundation
internal import ObjectStore

extension S3Store {
    public func file(of key: String) throws -> String? {
        guard let object = try get(key) else { return nil }
        try scratch.put(key, object.bytes, durability: .deferred)
        return try scratch.path(of: key)
    }

    /// By the same credentials; the bucket may lie in another region.
    public func file(at address: String) throws -> String? {
        guard let uri = S3URI(address) else { return nil }
        let other = try S3Bucket(uri.bucket, client: bucket.client)
        guard let bytes = try call("read \(address) for", "", { _ in try await other.get(uri.key)?.bytes }) else {
            return nil
        }
        let key = "elsewhere/\(uri.bucket)/\(uri.key)"
        try scratch.put(key, bytes, durability: .deferred)
        return try scratch.path(of: key)
    }

    /// How often a change begins anew behind other writers' before it is given up.
    private static let mostUpdates = 20

    public func update<Result>(_ key: String, _ body: (_ path: String) throws -> Result) throws -> Result {
        for attempt in 1...Self.mostUpdates {
            let before = try get(key)
            try clear(key)
            if let before { try scratch.put(key, before.bytes, durability: .deferred) }
            let result = try body(try scratch.path(of: key))
            guard let after = try scratch.get(key), after.bytes != before?.bytes else { return result }
            do {
                try put(key, after.bytes, if: before.map { .unchanged($0.version) } ?? .absent)
                return result
            } catch ObjectStoreError.conflict where attempt < Self.mostUpdates {
                Thread.sleep(forTimeInterval: Double.random(in: 0...0.2) * Double(attempt))
            }
        }
        throw ObjectStoreError.conflict(key: key)
    }

    /// A database leaves more than its own file beside it.
    private func clear(_ key: String) throws {
        let file = try scratch.path(of: key)
        for path in [file, file + "-wal", file + "-shm", file + "-journal"] {
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    public func openFolder(_ prefix: String) throws -> String {
        let folder = try scratch.openFolder(prefix)
        for key in try list(prefix: prefix) {
            guard let object = try get(key) else { continue }
            try scratch.put(key, object.bytes, durability: .deferred)
        }
        return folder
    }

    /// By this tag the bucket knows what it may forget after some days.
    private static let checkpointTag = ["stepsweep:checkpoint": "true"]

    public func keepFolder(_ prefix: String) throws {
        for key in try scratch.list(prefix: prefix) {
            let path = try scratch.path(of: key)
            _ = try call("write", key) { try await $0.upload(file: path, to: key, tags: Self.checkpointTag) }
        }
    }
}
