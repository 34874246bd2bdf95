internal import JSON

extension PathParser {
    mutating func filter() throws(InvalidExpression) -> PathFilter {
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
