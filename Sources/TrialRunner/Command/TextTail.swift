/// The last lines of a text, at most 4 KiB of them.
struct TextTail {
    static let maximumBytes = 4_096

    private var bytes: [UInt8] = []

    mutating func add(_ line: ArraySlice<UInt8>) {
        bytes += line.suffix(Self.maximumBytes)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count > 16 * Self.maximumBytes { bytes.removeFirst(bytes.count - Self.maximumBytes) }
    }

    /// Bytes that are no UTF-8, a cut character's rest too, are replacement characters; `nil` where nothing was written.
    var text: String? {
        bytes.isEmpty ? nil : String(decoding: bytes.suffix(Self.maximumBytes), as: UTF8.self)
    }
}
