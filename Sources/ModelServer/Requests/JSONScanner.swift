internal import JSON

/// Walks through JSON text without making values of what it passes.
struct JSONScanner {
    /// A request nested deeper is refused.
    static let maximumDepth = 32

    let bytes: [UInt8]
    var position = 0

    init(_ bytes: [UInt8], from position: Int = 0) {
        self.bytes = bytes
        self.position = position
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

    /// Moves behind `character`, blanks before it passed over; false where something else is there.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func expect(_ character: Unicode.Scalar) throws(RequestProblem) {
        guard take(character) else { throw problem("expected `\(character)`") }
    }

    /// Calls `body` at the value of each member of an object; it must read the value.
    mutating func members(
        _ body: (inout JSONScanner, String) throws(RequestProblem) -> Void
    ) throws(RequestProblem) {
        try expect("{")
        if take("}") { return }
        repeat {
            skipSpace()
            let name = try string()
            try expect(":")
            skipSpace()
            try body(&self, name)
        } while take(",")
        try expect("}")
    }

    /// Calls `body` at each element of an array; it must read the element.
    mutating func elements(
        _ body: (inout JSONScanner) throws(RequestProblem) -> Void
    ) throws(RequestProblem) {
        try expect("[")
        if take("]") { return }
        repeat {
            skipSpace()
            try body(&self)
        } while take(",")
        try expect("]")
    }

    /// Passes over a value, whatever it is.
    mutating func skipValue(depth: Int = 0) throws(RequestProblem) {
        guard depth < Self.maximumDepth else { throw problem("nested deeper than \(Self.maximumDepth) levels") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"):
            try members { (scanner, _) throws(RequestProblem) in try scanner.skipValue(depth: depth + 1) }
        case UInt8(ascii: "["):
            try elements { (scanner) throws(RequestProblem) in try scanner.skipValue(depth: depth + 1) }
        case UInt8(ascii: "\""): try skipString()
        case UInt8(ascii: "t"): try skip("true")
        case UInt8(ascii: "f"): try skip("false")
        case UInt8(ascii: "n"): try skip("null")
        default: _ = try number()
        }
    }

    /// The number that begins here. Infinite where it is too large.
    mutating func number() throws(RequestProblem) -> Double {
        let start = position
        guard let number = NumberText.read(bytes, &position) else {
            position = start
            throw problem("expected a value of JSON")
        }
        return number
    }

    mutating func string() throws(RequestProblem) -> String {
        let start = position
        let isPlain = try skipString()
        if isPlain, let text = String(validating: bytes[(start + 1)..<(position - 1)], as: UTF8.self) { return text }
        guard let text = try? JSON(parsing: bytes[start..<position]).string else {
            position = start
            throw problem("this text is no valid JSON text in UTF-8")
        }
        return text
    }

    /// - Returns: whether the text has no escapes.
    @discardableResult private mutating func skipString() throws(RequestProblem) -> Bool {
        guard next == UInt8(ascii: "\"") else { throw problem("expected a text in double quotes") }
        position += 1
        var isPlain = true
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return isPlain
            case UInt8(ascii: "\\"):
                isPlain = false
                position += 1
            case 0..<0x20: throw problem("control characters must be escaped in a text")
            default: break
            }
        }
        position = bytes.count
        throw problem("a text is not closed")
    }

    private mutating func skip(_ word: StaticString) throws(RequestProblem) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard next == word.utf8Start[offset] else { throw problem("expected `\(word)`") }
            position += 1
        }
    }

    /// What the value that begins here looks like, for a message.
    func excerpt() -> String {
        String(decoding: bytes[min(position, bytes.count)...].prefix(40), as: UTF8.self)
    }

    /// A mistake at this place, told as line and column.
    func problem(_ what: String) -> RequestProblem {
        let read = bytes.prefix(position)
        let line = read.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = read.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let received = position < bytes.count ? excerpt() : "the end of the body"
        return .wrong(
            "body:\(line):\(min(position, bytes.count) - lineStart + 1)", what, received: received,
            fix: "send JSON by RFC 8259; it has no NaN, no comments and no comma behind the last element")
    }
}
