/// Why a text is not JSON, and where.
public struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
    /// Lines and columns count from 1; columns count bytes.
    public let line: Int
    public let column: Int
    public let problem: String

    public var description: String { "line \(line), column \(column): \(problem)" }
}

extension JSON {
    /// Containers nested deeper than this are refused, so that hostile input can't exhaust the stack.
    public static let maximumDepth = 512

    /// Parses UTF-8 text by RFC 8259. The last of two equal keys wins.
    ///
    /// - Throws: `JSONSyntaxError`.
    public init(parsing text: some Sequence<UInt8>) throws(JSONSyntaxError) {
        var parser = JSONParser(bytes: Array(text))
        self = try parser.document()
    }

    /// Parses `text`. See `init(parsing:)`.
    public init(parsing text: String) throws(JSONSyntaxError) { try self.init(parsing: Array(text.utf8)) }
}

/// One pass over the bytes; `position` is the next byte to read.
private struct JSONParser {
    let bytes: [UInt8]
    var position = 0
    var depth = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSONSyntaxError) -> JSON {
        let value = try self.value()
        skipSpace()
        guard position == bytes.count else { throw error("unexpected text behind the value") }
        return value
    }

    func error(_ problem: String) -> JSONSyntaxError {
        let read = bytes.prefix(position)
        let line = read.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = read.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return JSONSyntaxError(line: line, column: position - lineStart + 1, problem: problem)
    }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    mutating func value() throws(JSONSyntaxError) -> JSON {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try nested { (parser) throws(JSONSyntaxError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { (parser) throws(JSONSyntaxError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-")?, .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try number()
        case nil: throw error("the text ends where a value is expected")
        default: throw error("expected a value")
        }
    }

    mutating func nested(
        _ body: (inout JSONParser) throws(JSONSyntaxError) -> JSON
    ) throws(JSONSyntaxError) -> JSON {
        depth += 1
        guard depth <= JSON.maximumDepth else { throw error("nested deeper than \(JSON.maximumDepth) levels") }
        position += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    mutating func word(_ word: StaticString, _ value: JSON) throws(JSONSyntaxError) -> JSON {
        for offset in 0..<word.utf8CodeUnitCount {
            guard next == word.utf8Start[offset] else { throw error("expected `\(word)`") }
            position += 1
        }
        return value
    }

    mutating func object() throws(JSONSyntaxError) -> JSON {
        var members: [String: JSON] = [:]
        skipSpace()
        if consume("}") { return .object(members) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw error("expected a member name in double quotes") }
            let name = try text()
            skipSpace()
            guard consume(":") else { throw error("expected `:` behind a member name") }
            members[name] = try value()
            skipSpace()
            if consume("}") { return .object(members) }
            guard consume(",") else { throw error("expected `,` or `}`") }
        }
    }

    mutating func array() throws(JSONSyntaxError) -> JSON {
        var elements: [JSON] = []
        skipSpace()
        if consume("]") { return .array(elements) }
        while true {
            elements.append(try value())
            skipSpace()
            if consume("]") { return .array(elements) }
            guard consume(",") else { throw error("expected `,` or `]`") }
        }
    }

    mutating func consume(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func text() throws(JSONSyntaxError) -> String {
        position += 1
        var content: [UInt8] = []
        var start = position
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                content += bytes[start..<position]
                guard let string = String(validating: content, as: UTF8.self) else { throw error("invalid UTF-8") }
                position += 1
                return string
            case UInt8(ascii: "\\"):
                content += bytes[start..<position]
                content += String(try escape()).utf8
                start = position
            case 0..<0x20: throw error("control characters must be escaped in a string")
            default: position += 1
            }
        }
        throw error("a string is not closed")
    }

    mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
        position += 1
        guard let byte = next else { throw error("a string is not closed") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default:
            position -= 1
            throw error("unknown escape in a string")
        }
    }

    /// A lone surrogate becomes the replacement character, as a Swift string can't hold it.
    mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        let isHighSurrogate = (0xD800..<0xDC00).contains(first)
        guard isHighSurrogate, bytes[position...].starts(with: Array("\\u".utf8)) else { return "\u{FFFD}" }
        let mark = position
        position += 2
        let second = try hexadecimal()
        guard (0xDC00..<0xE000).contains(second) else {
            position = mark
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    mutating func hexadecimal() throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        let digits = bytes[position...].prefix(4)
        for byte in digits {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { break }
            value = value << 4 + UInt32(digit)
            position += 1
        }
        guard position == digits.startIndex + 4 else {
            position = digits.startIndex
            throw error("expected four hexadecimal digits")
        }
        return value
    }

    mutating func number() throws(JSONSyntaxError) -> JSON {
        let start = position
        var isWhole = true
        _ = consume("-")
        if !consume("0") { try digits() }
        if consume(".") {
            isWhole = false
            try digits()
        }
        if consume("e") || consume("E") {
            isWhole = false
            if !consume("+") { _ = consume("-") }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw error("the number \(text) is out of range") }
        return .number(value)
    }

    mutating func digits() throws(JSONSyntaxError) {
        let start = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw error("expected a digit") }
    }
}
