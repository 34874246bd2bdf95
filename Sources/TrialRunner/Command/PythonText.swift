internal import JSON

/// Writes values as Python's `str` does, which is what W&B's agent puts on a command line.
enum PythonText {
    /// `str(value)`: a text stands bare.
    static func text(of value: JSON) -> String {
        if case .string(let text) = value { text } else { literal(value) }
    }

    /// `repr(value)`: a text stands in quotes. Members of an object are sorted by name.
    static func literal(_ value: JSON) -> String {
        switch value {
        case .null: "None"
        case .bool(let value): value ? "True" : "False"
        case .integer(let value): String(value)
        case .number(let value): number(value)
        case .string(let text): quoted(text)
        case .array(let elements): "[" + elements.map(literal).joined(separator: ", ") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                .map { quoted($0.key) + ": " + literal($0.value) }.joined(separator: ", ") + "}"
        }
    }

    /// The shortest digits that read back as the same number, as in Swift; Python goes over to an exponent at 1e16,
    /// where Swift still writes some whole numbers out.
    private static func number(_ value: Double) -> String {
        let text = value.description
        let magnitude = value.magnitude
        guard magnitude >= 1e16, magnitude.isFinite, !text.contains("e") else { return text }
        let digits = text.drop { $0 == "-" }.prefix { $0 != "." }
        let fraction = digits.dropFirst().reversed().drop { $0 == "0" }.reversed()
        let mantissa = String(digits.prefix(1)) + (fraction.isEmpty ? "" : "." + String(fraction))
        return (value < 0 ? "-" : "") + mantissa + "e+" + String(digits.count - 1)
    }

    private static func quoted(_ text: String) -> String {
        let quote: Character = text.contains("'") && !text.contains("\"") ? "\"" : "'"
        var result = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\x" + (digits.count < 2 ? "0" : "") + digits
            case _ where Character(scalar) == quote: result += "\\" + String(quote)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + String(quote)
    }
}
