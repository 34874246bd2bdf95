internal import Foundation

extension S3Bucket {
    /// Bytes that a download asks for at once: 16 MiB.
    static let downloadPartBytes = 16 << 20
    /// How often a download begins anew behind another writer before it is given up.
    private static let mostChanges = 5

    /// Brings an object of any size into a file, with one part of it in memory. The file has its name only once it is whole.
    ///
    /// - Parameter path: a file in a folder that exists; one that is there is replaced.
    /// - Returns: what was brought, or `nil` where there is no object, and then nothing is written.
    /// - Throws: `S3Conflict` for an object that others keep replacing, `ConfigurationError` for a file that can't be
    ///   written, `AWSError`, `ConnectionFailure`.
    func download(
        _ key: String, to path: String, partBytes: Int = S3Bucket.downloadPartBytes
    ) async throws -> S3Object? {
        for _ in 1...Self.mostChanges {
            guard let object = try await head(key) else { return nil }
            do {
                try await download(object, to: path, partBytes: partBytes)
                return object
            } catch let error as AWSError where error.status == 412 || error.status == 404 {
                continue
            }
        }
        throw S3Conflict(bucket: name, key: key, condition: .none)
    }

    private func download(_ object: S3Object, to path: String, partBytes: Int) async throws {
        let file = try DownloadFile(beside: path)
        do {
            for start in stride(from: 0, to: object.sizeBytes, by: partBytes) {
                let last = min(start + partBytes, object.sizeBytes) - 1
                try file.append(try await part(start...last, of: object))
            }
            try file.take(path)
        } catch {
            file.remove()
            throw error
        }
    }

    /// - Throws: `AWSError` with status 412 where the object is another by now.
    private func part(_ range: ClosedRange<Int>, of object: S3Object) async throws -> Data {
        let response = try await send {
            var call = try call("GetObject", "GET", key: object.key)
            call.headers = [
                .init("Range", "bytes=\(range.lowerBound)-\(range.upperBound)"), .init("If-Match", object.etag),
            ]
            call.largestAnswerBytes = Self.largestObjectBytes
            return call
        }
        guard response.body.count == range.count else { throw try unreadable("GetObject", response) }
        return response.body
    }
}

/// A file that comes down in parts, under a name of its own until it is whole.
private struct DownloadFile {
    private let path: String
    private let handle: FileHandle

    init(beside path: String) throws(ConfigurationError) {
        self.path = path + ".part-" + UUID().uuidString
        guard FileManager.default.createFile(atPath: self.path, contents: nil),
            let handle = FileHandle(forWritingAtPath: self.path)
        else { throw Self.failure(path, "it can't be written") }
        self.handle = handle
    }

    func append(_ bytes: Data) throws(ConfigurationError) {
        do {
            try handle.write(contentsOf: bytes)
        } catch {
            throw Self.failure(path, "it can't be written: \(error.localizedDescription)")
        }
    }

    func take(_ name: String) throws(ConfigurationError) {
        try? handle.close()
        guard rename(path, name) == 0 else { throw Self.failure(name, "it can't be replaced") }
    }

    func remove() {
        try? handle.close()
        unlink(path)
    }

    private static func failure(_ path: String, _ problem: String) -> ConfigurationError {
        ConfigurationError(
            place: path, problem: problem, fix: "check the folder's permissions and the space that is left on its disk")
    }
}
