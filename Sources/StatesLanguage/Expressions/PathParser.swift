/// Reads one path. Works on bytes, as everything that steers it is ASCII; names may be any UTF-8.
struct PathParser {
    private let text: String
    private let bytes: [UInt8]
    var position = 0
    /// How many parentheses and negations of a filter are open.
    var depth = 0

    /// Filters nested deeper are refused, so that a hostile path can't exhaust the stack.
    static let maximumDepth = 64

    private static let controls: [UInt8: UInt8] = [0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09, 0x62: 0x08, 0x66: 0x0C]

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    mutating func wholePath() throws(InvalidExpression) -> JSONPath {
        guard consume("$") else { throw error("a path starts with `$`") }
        let root = try root()
        let steps = try steps()
        guard position == bytes.count else { throw error("unexpected text at character \(position + 1)") }
        return JSONPath(text: text, root: root, steps: steps)
    }

    func error(_ problem: String) -> InvalidExpression { InvalidExpression(text: text, problem: problem) }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func consume(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func consume(word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count,
            (0..<word.utf8CodeUnitCount).allSatisfy({ bytes[position + $0] == word.utf8Start[$0] })
        else { return false }
        position = end
        return true
    }

    mutating func skipSpace() {
        while next == UInt8(ascii: " ") { position += 1 }
    }

    mutating func expect(_ character: Unicode.Scalar) throws(InvalidExpression) {
        skipSpace()
        guard consume(character) else { throw error("expected `\(character)` at character \(position + 1)") }
    }

    func slice(_ start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }
}

// MARK: Root and steps

extension PathParser {
    private mutating func root() throws(InvalidExpression) -> JSONPath.Root {
        if consume("$") { return .context }
        let start = position
        while let byte = next, byte != UInt8(ascii: "."), byte != UInt8(ascii: "[") { position += 1 }
        guard position > start else { return .input }
        let name = slice(start)
        guard VariableName.isValid(name) else { throw error("`\(name)` is not a variable's name") }
        return .variable(name)
    }

    mutating func steps() throws(InvalidExpression) -> [JSONPath.Step] {
        var steps: [JSONPath.Step] = []
        while let byte = next, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[") {
            steps.append(try step())
        }
        return steps
    }

    private mutating func step() throws(InvalidExpression) -> JSONPath.Step {
        guard consume(".") else { return try bracket() }
        guard consume(".") else { return try named() }
        let step = next == UInt8(ascii: "[") ? try bracket() : try named()
        return .descend(step)
    }

    private mutating func named() throws(InvalidExpression) -> JSONPath.Step {
        if next == UInt8(ascii: "[") { return try bracket() }
        if consume("*") { return .wildcard }
        let start = position
        while let byte = next, !isEndOfName(byte) { position += 1 }
        guard position > start else { throw error("a member's name is missing at character \(position + 1)") }
        if next == UInt8(ascii: " "), depth == 0 {
            throw error("a name with spaces is written in brackets: ['my name']")
        }
        return .member(slice(start))
    }

    /// Inside a filter an operator, a parenthesis or a comma ends a name as well.
    private func isEndOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: " "): true
        case UInt8(ascii: ")"), UInt8(ascii: "("), UInt8(ascii: "="), UInt8(ascii: "!"),
            UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ","):
            depth > 0
        default: false
        }
    }

    private mutating func bracket() throws(InvalidExpression) -> JSONPath.Step {
        try expect("[")
        skipSpace()
        let step: JSONPath.Step
        switch next {
        case UInt8(ascii: "*"):
            position += 1
            step = .wildcard
        case UInt8(ascii: "?"):
            position += 1
            step = .filter(try filter())
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            let names = try list { (parser) throws(InvalidExpression) in try parser.quoted() }
            step = names.count == 1 ? .member(names[0]) : .members(names)
        default:
            step = try positions()
        }
        try expect("]")
        return step
    }

    mutating func list<Element>(
        _ element: (inout PathParser) throws(InvalidExpression) -> Element
    ) throws(InvalidExpression) -> [Element] {
        var elements: [Element] = []
        repeat {
            skipSpace()
            elements.append(try element(&self))
            skipSpace()
        } while consume(",")
        return elements
    }

    private mutating func positions() throws(InvalidExpression) -> JSONPath.Step {
        let start = next == UInt8(ascii: ":") ? nil : try integer()
        skipSpace()
        if consume(":") {
            skipSpace()
            let end = next == UInt8(ascii: "]") ? nil : try integer()
            guard start != nil || end != nil else { throw error("a slice needs a start or an end") }
            return .slice(start: start, end: end)
        }
        guard let first = start else { throw error("an index is missing") }
        guard consume(",") else { return .index(first) }
        let others = try list { (parser) throws(InvalidExpression) in try parser.integer() }
        return .indices([first] + others)
    }

    private mutating func integer() throws(InvalidExpression) -> Int {
        let start = position
        _ = consume("-")
        while let byte = next, isDigit(byte) { position += 1 }
        guard let value = Int(slice(start)) else { throw error("expected a whole number at character \(start + 1)") }
        return value
    }

    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// A text in single or double quotes. A backslash takes the next character as it is, except for `\n`, `\r`, `\t`, `\b`
    /// and `\f`.
    mutating func quoted() throws(InvalidExpression) -> String {
        guard let quote = next, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
            throw error("expected a text in quotes at character \(position + 1)")
        }
        position += 1
        var content: [UInt8] = []
        while let byte = next {
            position += 1
            if byte == quote { return String(decoding: content, as: UTF8.self) }
            if byte == UInt8(ascii: "\\"), let escaped = next {
                position += 1
                content.append(Self.controls[escaped] ?? escaped)
            } else {
                content.append(byte)
            }
        }
        throw error("a text is not closed")
    }
}
