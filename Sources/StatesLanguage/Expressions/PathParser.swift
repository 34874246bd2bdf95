import JSON

/// Reads one path. Works on bytes, as everything that steers it is ASCII; names may be any UTF-8.
struct PathParser {
    private let text: String
    private let bytes: [UInt8]
    private(set) var position = 0
    /// How many parentheses and negations of a filter are open.
    private var depth = 0

    /// Filters nested deeper are refused, so that a hostile path can't exhaust the stack.
    private static let maximumDepth = 64

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

    private func error(_ problem: String) -> InvalidExpression { InvalidExpression(text: text, problem: problem) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func consume(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func consume(word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count,
            (0..<word.utf8CodeUnitCount).allSatisfy({ bytes[position + $0] == word.utf8Start[$0] })
        else { return false }
        position = end
        return true
    }

    private mutating func skipSpace() {
        while next == UInt8(ascii: " ") { position += 1 }
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(InvalidExpression) {
        skipSpace()
        guard consume(character) else { throw error("expected `\(character)` at character \(position + 1)") }
    }

    private func slice(_ start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }
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

    private mutating func steps() throws(InvalidExpression) -> [JSONPath.Step] {
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

    private mutating func list<Element>(
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

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// A text in single or double quotes; a backslash takes the next character as it is.
    private mutating func quoted() throws(InvalidExpression) -> String {
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
                content.append(escaped)
            } else {
                content.append(byte)
            }
        }
        throw error("a text is not closed")
    }
}

// MARK: Filters

extension PathParser {
    private mutating func filter() throws(InvalidExpression) -> PathFilter {
        try expect("(")
        let filter = try nested { (parser) throws(InvalidExpression) in try parser.disjunction() }
        try expect(")")
        return filter
    }

    private mutating func nested(
        _ body: (inout PathParser) throws(InvalidExpression) -> PathFilter
    ) throws(InvalidExpression) -> PathFilter {
        depth += 1
        guard depth <= Self.maximumDepth else {
            throw error("a filter is nested deeper than \(Self.maximumDepth) levels")
        }
        let filter = try body(&self)
        depth -= 1
        return filter
    }

    private mutating func disjunction() throws(InvalidExpression) -> PathFilter {
        var terms = [try conjunction()]
        skipSpace()
        while consume(word: "||") {
            terms.append(try conjunction())
            skipSpace()
        }
        return terms.count == 1 ? terms[0] : .or(terms)
    }

    private mutating func conjunction() throws(InvalidExpression) -> PathFilter {
        var terms = [try term()]
        skipSpace()
        while consume(word: "&&") {
            terms.append(try term())
            skipSpace()
        }
        return terms.count == 1 ? terms[0] : .and(terms)
    }

    private mutating func term() throws(InvalidExpression) -> PathFilter {
        skipSpace()
        if consume("!") { return .not(try nested { (parser) throws(InvalidExpression) in try parser.term() }) }
        if next == UInt8(ascii: "(") { return try filter() }
        let left = try operand()
        guard let relation = try relation() else {
            guard case .path = left else { throw error("a filter compares a value with nothing") }
            return .exists(left)
        }
        return .compare(left, relation, try operand())
    }

    private mutating func relation() throws(InvalidExpression) -> PathFilter.Relation? {
        skipSpace()
        if consume(word: "==") { return .equals }
        if consume(word: "!=") { return .differs }
        if consume(word: "<=") { return .lessOrEqual }
        if consume(word: ">=") { return .greaterOrEqual }
        if consume("<") { return .less }
        if consume(">") { return .greater }
        for word in PathFilter.Relation.words {
            let mark = position
            if consume(word: word.text), next == UInt8(ascii: " ") || next == UInt8(ascii: "[") { return word.relation }
            position = mark
        }
        guard next == nil || next == UInt8(ascii: ")") || next == UInt8(ascii: "&") || next == UInt8(ascii: "|") else {
            throw error("unknown operator in a filter at character \(position + 1)")
        }
        return nil
    }

    private mutating func operand() throws(InvalidExpression) -> PathFilter.Operand {
        skipSpace()
        switch next {
        case UInt8(ascii: "@"):
            position += 1
            return .path(fromRoot: false, try steps())
        case UInt8(ascii: "$"):
            position += 1
            return .path(fromRoot: true, try steps())
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return .literal(.string(try quoted()))
        case UInt8(ascii: "["): return .literal(try listLiteral())
        default: return .literal(try scalar())
        }
    }

    private mutating func listLiteral() throws(InvalidExpression) -> JSON {
        try expect("[")
        skipSpace()
        if consume("]") { return .array([]) }
        let elements = try list { (parser) throws(InvalidExpression) in
            guard parser.next == UInt8(ascii: "'") || parser.next == UInt8(ascii: "\"") else {
                return try parser.scalar()
            }
            return .string(try parser.quoted())
        }
        try expect("]")
        return .array(elements)
    }

    private mutating func scalar() throws(InvalidExpression) -> JSON {
        if consume(word: "true") { return .bool(true) }
        if consume(word: "false") { return .bool(false) }
        if consume(word: "null") { return .null }
        let start = position
        while let byte = next, isDigit(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte) { position += 1 }
        guard position > start, let value = try? JSON(parsing: slice(start)) else {
            throw error("expected a value at character \(start + 1)")
        }
        return value
    }
}
