internal import Foundation

/// How a large file is cut for an upload.
struct PartPlan: Equatable {
    /// S3 takes at most so many parts.
    static let mostParts = 10_000
    /// 8 MiB: a lost part costs little, and 80 GB fit without longer parts.
    static let usualPartBytes = 8 << 20

    let sizeBytes: Int
    let partBytes: Int

    init(sizeBytes: Int, partBytes: Int = Self.usualPartBytes) {
        self.sizeBytes = sizeBytes
        self.partBytes = max(partBytes, (sizeBytes + Self.mostParts - 1) / Self.mostParts)
    }

    var count: Int { max(1, (sizeBytes + partBytes - 1) / partBytes) }

    /// The bytes of a part, counted from 1.
    func range(of number: Int) -> Range<Int> {
        let start = (number - 1) * partBytes
        return start..<min(start + partBytes, sizeBytes)
    }
}

/// A part that S3 has.
struct UploadedPart: Equatable {
    var number: Int
    var etag: String
    /// SHA-256 in Base64, as S3 verified it.
    var checksum: String

    /// The checksum that S3 gives the whole: the SHA-256 of the parts' SHA-256s, and how many they are.
    static func checksum(of parts: [UploadedPart]) -> String {
        let digests = parts.reduce(Data()) { $0 + (Data(base64Encoded: $1.checksum) ?? Data()) }
        return Hashing.sha256Base64(digests) + "-\(parts.count)"
    }
}
