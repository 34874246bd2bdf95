internal import Foundation

/// Named arrays and texts in the safetensors format: eight bytes with the header's length, a JSON header, then the
/// numbers (<https://github.com/huggingface/safetensors>). Only the types F32 and F64 are used here.
struct SafeTensors: Equatable {
    struct Tensor: Equatable {
        let shape: [Int]
        let values: [Double]
    }

    var tensors: [String: Tensor]
    var metadata: [String: String]

    /// What the format's own reader allows.
    static let maximumHeaderBytes = 100_000_000

    /// One entry of the header.
    private struct Entry: Codable {
        let dtype: String
        let shape: [Int]
        let data_offsets: [Int]
    }

    /// The header is a dictionary of entries in which one key holds the metadata.
    private struct Header: Codable {
        static let metadataKey = "__metadata__"

        struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        var entries: [String: Entry] = [:]
        var metadata: [String: String] = [:]

        init() {}

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            for key in container.allKeys {
                if key.stringValue == Self.metadataKey {
                    metadata = try container.decode([String: String].self, forKey: key)
                } else {
                    entries[key.stringValue] = try container.decode(Entry.self, forKey: key)
                }
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            if !metadata.isEmpty { try container.encode(metadata, forKey: Key(stringValue: Self.metadataKey)) }
            for (name, entry) in entries { try container.encode(entry, forKey: Key(stringValue: name)) }
        }
    }

    init(tensors: [String: Tensor], metadata: [String: String]) {
        self.tensors = tensors
        self.metadata = metadata
    }

    /// Reads a file's bytes; nothing is allocated that the bytes don't fill.
    init(_ bytes: [UInt8]) throws(ModelError) {
        guard bytes.count >= 8 else { throw ModelError("\(bytes.count) bytes are too few for a safetensors file") }
        let length = bytes.littleEndian(at: 0, bytes: 8)
        guard length <= Self.maximumHeaderBytes, Int(length) <= bytes.count - 8 else {
            throw ModelError(
                "its header claims \(length) bytes in a file of \(bytes.count): it is cut off or no safetensors file")
        }
        let start = 8 + Int(length)
        guard let header = try? JSONDecoder().decode(Header.self, from: Data(bytes[8..<start])) else {
            throw ModelError("its header is not a safetensors header")
        }
        metadata = header.metadata
        tensors = [:]
        var end = 0
        let byPlace = header.entries.sorted { first, second in
            let (one, other) = (first.value.data_offsets, second.value.data_offsets)
            return one == other ? first.key < second.key : one.lexicographicallyPrecedes(other)
        }
        for (name, entry) in byPlace {
            let range = try Self.range(name, entry, after: end, available: bytes.count - start)
            tensors[name] = Tensor(
                shape: entry.shape,
                values: entry.dtype == "F32"
                    ? NumPyElement.f4.values(bytes, from: start + range.lowerBound, count: range.count / 4)
                    : NumPyElement.f8.values(bytes, from: start + range.lowerBound, count: range.count / 8))
            end = range.upperBound
        }
        guard end == bytes.count - start else {
            throw ModelError("\(bytes.count - start - end) bytes behind its last array belong to nothing")
        }
    }

    /// Checks one entry against the file: arrays follow each other without gaps or overlaps.
    private static func range(
        _ name: String, _ entry: Entry, after end: Int, available: Int
    ) throws(ModelError) -> Range<Int> {
        let name = name.prefix(60)
        guard entry.dtype == "F32" || entry.dtype == "F64" else {
            throw ModelError("array \(name) has type \(entry.dtype.prefix(20)); F32 and F64 can be read")
        }
        guard entry.data_offsets.count == 2, entry.data_offsets[0] == end, entry.data_offsets[1] >= end,
            entry.data_offsets[1] <= available
        else { throw ModelError("array \(name) lies at \(entry.data_offsets), outside the file or over another array") }
        var count = entry.dtype == "F32" ? 4 : 8
        for side in entry.shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: side)
            guard side >= 0, !overflow else {
                throw ModelError("array \(name) has the impossible shape \(entry.shape)")
            }
            count = product
        }
        guard count == entry.data_offsets[1] - end else {
            throw ModelError(
                "array \(name) of shape \(entry.shape) takes \(count) bytes, not \(entry.data_offsets[1] - end)")
        }
        return end..<entry.data_offsets[1]
    }

    /// The file's bytes: equal values give equal bytes. An array is F32 where that loses nothing, else F64.
    var bytes: [UInt8] {
        var header = Header()
        header.metadata = metadata
        var body: [UInt8] = []
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            let start = body.count
            let isSingle = tensor.values.allSatisfy { Double(Float($0)) == $0 }
            for value in tensor.values {
                if isSingle {
                    body.append(littleEndian: UInt64(Float(value).bitPattern), bytes: 4)
                } else {
                    body.append(littleEndian: value.bitPattern, bytes: 8)
                }
            }
            header.entries[name] = Entry(
                dtype: isSingle ? "F32" : "F64", shape: tensor.shape, data_offsets: [start, body.count])
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and whole numbers always encode.
        var text = (try? encoder.encode(header)).map { [UInt8]($0) } ?? []
        text += repeatElement(UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
        var bytes: [UInt8] = []
        bytes.append(littleEndian: UInt64(text.count), bytes: 8)
        return bytes + text + body
    }
}

extension [UInt8] {
    /// Appends the lowest bytes of a number, the lowest first.
    fileprivate mutating func append(littleEndian number: UInt64, bytes count: Int) {
        for place in 0..<UInt64(count) { append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }
}
