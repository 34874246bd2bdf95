import Foundation
import StatesInterpreter

/// Objects by key; the bucket does not matter.
final class MemoryObjects: MapObjects {
    private let kept: Guarded<[String: [UInt8]]>

    init(_ texts: [String: String] = [:]) { kept = Guarded(texts.mapValues { Array($0.utf8) }) }

    var texts: [String: String] { kept.withLock { $0.mapValues { String(decoding: $0, as: UTF8.self) } } }

    func getObject(bucket: String, key: String) async throws(TaskFailure) -> [UInt8] {
        guard let bytes = kept.withLock({ $0[key] }) else {
            throw TaskFailure(error: "S3.NoSuchKeyException", cause: "The specified key does not exist.")
        }
        return bytes
    }

    func listObjects(bucket: String, prefix: String) async throws(TaskFailure) -> [ListedObject] {
        kept.withLock { $0 }.filter { $0.key.hasPrefix(prefix) }.sorted { $0.key < $1.key }.map { key, bytes in
            ListedObject(
                key: key, sizeBytes: bytes.count, etag: "\"\(bytes.count)\"",
                lastModified: Date(timeIntervalSince1970: 1_795_514_220))
        }
    }

    func putObject(bucket: String, key: String, bytes: [UInt8]) async throws(TaskFailure) {
        kept.withLock { $0[key] = bytes }
    }
}
