internal import JSON

/// Reads one call of an intrinsic function, by bytes: everything that steers it is ASCII.
struct IntrinsicParser {
    private let text: String
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    mutating func wholeCall() throws(InvalidExpression) -> IntrinsicCall {
        let call = try call()
        skipSpace()
        guard position == bytes.count else { throw error("unexpected text behind the call") }
        return call
    }

    private func error(_ problem: String) -> InvalidExpression { InvalidExpression(text: text, problem: problem) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func consume(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private func slice(_ start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

    private mutating func call() throws(InvalidExpression) -> IntrinsicCall {
        depth += 1
        guard depth <= IntrinsicCall.maximumDepth else {
            throw error("calls are nested deeper than \(IntrinsicCall.maximumDepth) levels")
        }
        skipSpace()
        let start = position
        let function = try name()
        let arguments = try arguments()
        let counts = function.argumentCounts
        guard counts.contains(arguments.count) else {
            let allowed = counts.count == 1 ? "\(counts.lowerBound)" : "\(counts.lowerBound) or more"
            throw error("States.\(function.rawValue) takes \(allowed) arguments, received \(arguments.count)")
        }
        depth -= 1
        return IntrinsicCall(text: slice(start), function: function, arguments: arguments)
    }

    private mutating func name() throws(InvalidExpression) -> IntrinsicFunction {
        let start = position
        while let byte = next, byte != UInt8(ascii: "("), byte != 0x20 { position += 1 }
        let name = slice(start)
        guard name.hasPrefix("States."), let function = IntrinsicFunction(rawValue: String(name.dropFirst(7))) else {
            throw error("a path starts with `$`, and no intrinsic function is named `\(name)`")
        }
        return function
    }

    private mutating func arguments() throws(InvalidExpression) -> [IntrinsicCall.Argument] {
        skipSpace()
        guard consume("(") else { throw error("`(` is missing behind the function's name") }
        skipSpace()
        if consume(")") { return [] }
        var arguments: [IntrinsicCall.Argument] = []
        while true {
            arguments.append(try argument())
            skipSpace()
            if consume(")") { return arguments }
            guard consume(",") else { throw error("expected `,` or `)` at character \(position + 1)") }
        }
    }

    private mutating func argument() throws(InvalidExpression) -> IntrinsicCall.Argument {
        skipSpace()
        switch next {
        case UInt8(ascii: "$"): return .path(try path())
        case UInt8(ascii: "'"): return .text(try literal())
        case UInt8(ascii: "S"): return .call(try call())
        default: return .constant(try constant())
        }
    }

    /// A path ends at a comma or parenthesis outside its brackets and quotes.
    private mutating func path() throws(InvalidExpression) -> JSONPath {
        let start = position
        var open = 0
        var quote: UInt8?
        scan: while let byte = next {
            switch byte {
            case UInt8(ascii: "\\") where quote != nil: position += 1
            case quote: quote = nil
            case _ where quote != nil: break
            case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
            case UInt8(ascii: "["): open += 1
            case UInt8(ascii: "]"): open -= 1
            case UInt8(ascii: ","), UInt8(ascii: ")"):
                if open <= 0 { break scan }
            default: break
            }
            position += 1
        }
        position = min(position, bytes.count)
        return try JSONPath(slice(start).trimmingSpace)
    }

    private mutating func literal() throws(InvalidExpression) -> TextLiteral {
        position += 1
        var pieces: [[UInt8]] = []
        var piece: [UInt8] = []
        var value: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "'"):
                pieces.append(piece)
                return TextLiteral(
                    value: String(decoding: value, as: UTF8.self),
                    pieces: pieces.map { String(decoding: $0, as: UTF8.self) })
            case UInt8(ascii: "\\"):
                let escaped = try escaped()
                piece.append(escaped)
                value.append(escaped)
            case UInt8(ascii: "{") where next == UInt8(ascii: "}"):
                position += 1
                value += [UInt8(ascii: "{"), UInt8(ascii: "}")]
                pieces.append(piece)
                piece = []
            default:
                piece.append(byte)
                value.append(byte)
            }
        }
        throw error("a text is not closed")
    }

    private mutating func escaped() throws(InvalidExpression) -> UInt8 {
        guard let byte = next, [0x27, 0x7B, 0x7D, 0x5C].contains(byte) else {
            throw error("in a text only \\' \\{ \\} and \\\\ are escapes")
        }
        position += 1
        return byte
    }

    private mutating func constant() throws(InvalidExpression) -> JSON {
        let start = position
        while let byte = next, byte != UInt8(ascii: ","), byte != UInt8(ascii: ")"), byte != 0x20 { position += 1 }
        guard let value = try? JSON(parsing: slice(start)), value.array == nil, value.object == nil, value.string == nil
        else {
            throw error("an argument is a path, a text in single quotes, a number, true, false, null or a call")
        }
        return value
    }
}

extension String {
    fileprivate var trimmingSpace: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
