internal import Foundation
internal import ObjectStore

extension S3Store {
    public func file(of key: String) throws -> String? { try bring(key) == nil ? nil : scratch.path(of: key) }

    /// By the same credentials; the bucket may lie in another region.
    public func file(at address: String) throws -> String? {
        guard let uri = S3URI(address) else { return nil }
        let other = try S3Bucket(uri.bucket, client: bucket.client)
        let path = try folder.place(for: "elsewhere/\(uri.bucket)/\(uri.key)")
        let found = try call("read \(address) for", "") { _ in try await other.download(uri.key, to: path) }
        return found == nil ? nil : path
    }

    /// Brings the object into its scratch file; without one, none is left there.
    private func bring(_ key: String) throws -> S3Object? {
        let path = try folder.place(for: key)
        clear(path)
        return try call("read", key) { try await $0.download(key, to: path) }
    }

    /// How often a change begins anew behind other writers' before it is given up.
    private static let mostUpdates = 20

    public func update<Result>(_ key: String, _ body: (_ path: String) throws -> Result) throws -> Result {
        for attempt in 1...Self.mostUpdates {
            let before = try bring(key)
            let path = try scratch.path(of: key)
            let digest = try Self.digest(of: path)
            let result = try body(path)
            guard let changed = try Self.digest(of: path), changed != digest else { return result }
            let condition: S3Condition = before.map { .matches(etag: $0.etag) } ?? .absent
            do {
                _ = try call("write", key) { try await $0.upload(file: path, to: key, if: condition) }
                return result
            } catch ObjectStoreError.conflict where attempt < Self.mostUpdates {
                Thread.sleep(forTimeInterval: Double.random(in: 0...0.2) * Double(attempt))
            }
        }
        throw ObjectStoreError.conflict(key: key)
    }

    private static func digest(of path: String) throws -> String? {
        do {
            return try Hashing.sha256(file: path)
        } catch {
            throw ObjectStoreError.unavailable(
                action: "read", path: path, cause: error.localizedDescription, fix: "check the disk")
        }
    }

    /// A database leaves more than its own file beside it.
    private func clear(_ file: String) {
        for path in [file, file + "-wal", file + "-shm", file + "-journal"] {
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    /// The files that the folder holds already are replaced.
    public func openFolder(_ prefix: String) throws -> String {
        let path = try scratch.openFolder(prefix)
        for key in try list(prefix: prefix) {
            let file = try folder.place(for: key)
            _ = try call("read", key) { try await $0.download(key, to: file) }
            folder.note(try Self.digest(of: file), of: key)
        }
        return path
    }

    /// By this tag the bucket knows what it may forget after some days.
    private static let checkpointTag = ["stepsweep:checkpoint": "true"]

    /// Sends what changed since the folder was opened or kept last, and removes what two keepings did not find in it.
    public func keepFolder(_ prefix: String) throws {
        let present = try scratch.list(prefix: prefix)
        for key in present {
            let path = try scratch.path(of: key)
            // A file that goes away meanwhile is removed by the next keeping.
            guard let digest = try Self.digest(of: path), digest != folder.digest(of: key) else { continue }
            _ = try call("write", key) { try await $0.upload(file: path, to: key, tags: Self.checkpointTag) }
            folder.note(digest, of: key)
        }
        for key in folder.gone(of: Set(folder.keys(prefix: prefix)).subtracting(present), below: prefix) {
            try delete(key)
            folder.note(nil, of: key)
        }
    }
}
