extension JSON {
    /// How a value becomes text. Members are sorted by the bytes of their names in both.
    public enum Layout: Sendable {
        /// No white space.
        case compact
        /// Two spaces a level; the text ends without a line break.
        case indented
    }

    /// The one text of this value: the same value gives the same bytes in every process.
    ///
    /// Fractions take the shortest text that reads back as the same number. JSON has no NaN or infinity: they become `null`.
    /// Two values that are `==` and yet differ in bytes are 0.0 and -0.0, and texts with other forms of one character.
    public func text(_ layout: Layout = .compact) -> String { String(decoding: bytes(layout), as: UTF8.self) }

    /// `text(_:)` as UTF-8.
    public func bytes(_ layout: Layout = .compact) -> [UInt8] {
        var writer = JSONWriter(layout: layout)
        writer.write(self)
        return writer.bytes
    }
}

extension JSON: CustomStringConvertible {
    public var description: String { text() }
}

private struct JSONWriter {
    let layout: JSON.Layout
    var bytes: [UInt8] = []
    var depth = 0

    init(layout: JSON.Layout) { self.layout = layout }

    mutating func write(_ value: JSON) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .integer(let value): append(String(value))
        case .number(let value): append(value.isFinite ? value.description : "null")
        case .string(let value): quote(value)
        case .array(let elements):
            container("[", "]", elements) { $0.write($1) }
        case .object(let members):
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            container("{", "}", sorted) { writer, member in
                writer.quote(member.key)
                writer.append(writer.layout == .compact ? ":" : ": ")
                writer.write(member.value)
            }
        }
    }

    mutating func container<Element>(
        _ open: String, _ close: String, _ elements: [Element], _ writeElement: (inout JSONWriter, Element) -> Void
    ) {
        append(open)
        depth += 1
        for (index, element) in elements.enumerated() {
            if index > 0 { append(",") }
            lineBreak()
            writeElement(&self, element)
        }
        depth -= 1
        if !elements.isEmpty { lineBreak() }
        append(close)
    }

    mutating func lineBreak() {
        guard layout == .indented else { return }
        append("\n")
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func quote(_ text: String) {
        append("\"")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: bytes.append(byte)
            }
        }
        append("\"")
    }
}
