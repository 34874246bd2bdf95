/// Writes messages in the wire format of Protocol Buffers (<https://protobuf.dev/programming-guides/encoding/>).
///
/// Fields come in the order in which they are added; nothing is a map, so that equal messages have equal bytes.
struct Protobuf {
    private(set) var bytes: [UInt8] = []

    private enum WireType: UInt64 {
        case varint = 0
        case lengthDelimited = 2
    }

    mutating func add(_ field: Int, _ value: Int) {
        tag(field, .varint)
        // A negative number is its two's complement in 64 bits.
        varint(UInt64(bitPattern: Int64(value)))
    }

    mutating func add(_ field: Int, _ text: String) { add(field, bytes: text.utf8) }

    mutating func add(_ field: Int, _ message: Protobuf) { add(field, bytes: message.bytes) }

    mutating func add(_ field: Int, bytes content: some Collection<UInt8>) {
        tag(field, .lengthDelimited)
        varint(UInt64(content.count))
        bytes.append(contentsOf: content)
    }

    private mutating func tag(_ field: Int, _ type: WireType) { varint(UInt64(field) << 3 | type.rawValue) }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
