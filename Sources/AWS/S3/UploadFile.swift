internal import Crypto
internal import Foundation

/// A file has other bytes than those that it was known by.
struct FileChanged: Error, Equatable {
    var path: String
}

/// A file that goes up in parts; only one part is in memory at a time.
struct UploadFile {
    let path: String
    let sizeBytes: Int
    /// SHA-256 of each part, in Base64, where the parts must not change any more.
    private var pinned: [String]?

    /// - Throws: `ConfigurationError` for a path that is no file that can be read.
    init(path: String) throws {
        self.path = path
        let attributes = try? FileManager.default.attributesOfItem(atPath: (path as NSString).resolvingSymlinksInPath)
        guard let size = attributes?[.size] as? Int, attributes?[.type] as? FileAttributeType == .typeRegular else {
            throw Self.failure(path, "there is no such file")
        }
        sizeBytes = size
    }

    /// Reads the file once, and holds its parts to what they were then.
    ///
    /// - Throws: `FileChanged` for a file with another digest; as `read`.
    mutating func pin(to sha256: String, _ plan: PartPlan) throws {
        var whole = SHA256()
        var parts: [String] = []
        for number in 1...plan.count {
            let bytes = try read(plan.range(of: number))
            whole.update(data: bytes)
            parts.append(Hashing.sha256Base64(bytes))
        }
        guard Hashing.hexadecimal(whole.finalize()) == sha256 else { throw FileChanged(path: path) }
        pinned = parts
    }

    /// The bytes of a part, counted from 1.
    ///
    /// - Throws: `FileChanged` where they are others than those that are pinned; as `read`.
    func part(_ number: Int, _ plan: PartPlan) throws -> Data {
        let bytes = try read(plan.range(of: number))
        if let pinned, pinned[number - 1] != Hashing.sha256Base64(bytes) { throw FileChanged(path: path) }
        return bytes
    }

    /// - Throws: `ConfigurationError` where the file has become shorter or can't be read.
    func read(_ range: Range<Int>) throws -> Data {
        if range.isEmpty { return Data() }
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            try handle.seek(toOffset: UInt64(range.lowerBound))
            var bytes = Data()
            while bytes.count < range.count, let part = try handle.read(upToCount: range.count - bytes.count),
                !part.isEmpty
            {
                bytes.append(part)
            }
            guard bytes.count == range.count else { throw Self.failure(path, "it became shorter while it was read") }
            return bytes
        } catch let error as ConfigurationError {
            throw error
        } catch {
            throw Self.failure(path, "it can't be read")
        }
    }

    private static func failure(_ path: String, _ problem: String) -> ConfigurationError {
        ConfigurationError(
            place: path, problem: problem,
            fix: "check the path and its permissions, and let nobody write to it meanwhile")
    }
}
