/// The members of a zip file, stored or deflated; what NumPy's `.npz` needs and no more.
struct ZipArchive {
    struct Member {
        let name: String
        let method: Int
        let checksum: UInt32
        let compressedSize: Int
        let size: Int
        let headerOffset: Int
        let isEncrypted: Bool
    }

    let members: [Member]
    private let bytes: [UInt8]
    private let file: String

    private static let endSize = 22
    private static let entrySize = 46
    private static let localSize = 30

    init(_ bytes: [UInt8], file: String) throws(DataError) {
        self.bytes = bytes
        self.file = file
        guard let end = Self.endOfDirectory(bytes) else {
            throw DataError(
                file: file, problem: "it is not a zip archive, or its end is cut off",
                fix: "save it again with numpy.savez")
        }
        let count = Int(bytes.littleEndian(at: end + 10, bytes: 2))
        var position = Int(bytes.littleEndian(at: end + 16, bytes: 4))
        var members: [Member] = []
        for _ in 0..<count {
            guard let (member, next) = Self.member(bytes, at: position) else {
                throw DataError(
                    file: file, problem: "the archive's directory is damaged", fix: "save it again with numpy.savez")
            }
            members.append(member)
            position = next
        }
        self.members = members
    }

    /// The end record lies at most a comment's length (65,535) before the end.
    private static func endOfDirectory(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= endSize else { return nil }
        let last = bytes.count - endSize
        return (max(0, last - 65_535)...last).reversed().first {
            bytes[$0] == 0x50 && bytes.littleEndian(at: $0, bytes: 4) == 0x0605_4B50
        }
    }

    private static func member(_ bytes: [UInt8], at start: Int) -> (Member, next: Int)? {
        guard start >= 0, start <= bytes.count - entrySize, bytes.littleEndian(at: start, bytes: 4) == 0x0201_4B50
        else {
            return nil
        }
        func field(_ offset: Int, _ size: Int) -> Int { Int(bytes.littleEndian(at: start + offset, bytes: size)) }
        let nameEnd = start + entrySize + field(28, 2)
        guard nameEnd <= bytes.count else { return nil }
        let name = String(decoding: bytes[(start + entrySize)..<nameEnd], as: UTF8.self)
        let member = Member(
            name: name, method: field(10, 2), checksum: UInt32(field(16, 4)), compressedSize: field(20, 4),
            size: field(24, 4), headerOffset: field(42, 4), isEncrypted: field(8, 2) & 1 == 1)
        return (member, nameEnd + field(30, 2) + field(32, 2))
    }

    /// The content of one member, its length and checksum verified.
    func content(_ member: Member) throws(DataError) -> [UInt8] {
        func refuse(_ problem: String, _ fix: String = "save it again with numpy.savez") -> DataError {
            DataError(file: file, place: "array \(member.name)", problem: problem, fix: fix)
        }
        guard !member.isEncrypted else { throw refuse("it is encrypted") }
        guard member.size != 0xFFFF_FFFF, member.compressedSize != 0xFFFF_FFFF else {
            throw refuse("it is larger than 4 GiB", "save it as .npy")
        }
        let header = member.headerOffset
        guard header <= bytes.count - Self.localSize, bytes.littleEndian(at: header, bytes: 4) == 0x0403_4B50 else {
            throw refuse("its header is damaged")
        }
        let start =
            header + Self.localSize + Int(bytes.littleEndian(at: header + 26, bytes: 2))
            + Int(bytes.littleEndian(at: header + 28, bytes: 2))
        guard start + member.compressedSize <= bytes.count else { throw refuse("its bytes are cut off") }
        let packed = bytes[start..<start + member.compressedSize]
        let content: [UInt8]
        switch member.method {
        case 0: content = Array(packed)
        case 8:
            guard let inflated = Inflate.inflate(packed, size: member.size) else {
                throw refuse("its compressed bytes are damaged")
            }
            content = inflated
        default: throw refuse("it is compressed by method \(member.method); only deflate can be read")
        }
        guard content.count == member.size, Checksum.crc32(content) == member.checksum else {
            throw refuse("its checksum is wrong: the file is damaged")
        }
        return content
    }
}
