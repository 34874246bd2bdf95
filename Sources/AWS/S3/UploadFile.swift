internal import Foundation

/// A file that goes up in parts; only one part is in memory at a time.
struct UploadFile {
    let path: String
    let sizeBytes: Int

    /// - Throws: `ConfigurationError` for a path that is no file that can be read.
    init(path: String) throws {
        self.path = path
        let attributes = try? FileManager.default.attributesOfItem(atPath: (path as NSString).resolvingSymlinksInPath)
        guard let size = attributes?[.size] as? Int, attributes?[.type] as? FileAttributeType == .typeRegular else {
            throw Self.failure(path, "there is no such file")
        }
        sizeBytes = size
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
