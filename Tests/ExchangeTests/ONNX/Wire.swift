/// A message of Protocol Buffers, read back: an independent, slower reader than anything needs.
struct Wire {
    enum Field: Equatable {
        case number(Int)
        case bytes([UInt8])
    }

    let fields: [(number: Int, value: Field)]

    /// `nil` for bytes that are no message of numbers and byte strings.
    init?(_ bytes: [UInt8]) {
        var fields: [(Int, Field)] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let tag = Self.varint(&rest) else { return nil }
            switch tag & 7 {
            case 0:
                guard let value = Self.varint(&rest) else { return nil }
                fields.append((Int(tag >> 3), .number(Int(truncatingIfNeeded: value))))
            case 2:
                guard let length = Self.varint(&rest), length <= UInt64(rest.count) else { return nil }
                fields.append((Int(tag >> 3), .bytes(Array(rest.prefix(Int(length))))))
                rest = rest.dropFirst(Int(length))
            default: return nil
            }
        }
        self.fields = fields
    }

    private static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    func numbers(_ field: Int) -> [Int] {
        fields.compactMap { number, value in
            if case .number(let content) = value, number == field { content } else { nil }
        }
    }

    func bytes(_ field: Int) -> [[UInt8]] {
        fields.compactMap { number, value in
            if case .bytes(let content) = value, number == field { content } else { nil }
        }
    }

    func texts(_ field: Int) -> [String] { bytes(field).map { String(decoding: $0, as: UTF8.self) } }

    func messages(_ field: Int) -> [Wire] { bytes(field).compactMap(Wire.init) }
}
