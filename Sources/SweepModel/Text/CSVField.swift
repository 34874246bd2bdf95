/// A field of a CSV line (RFC 4180).
public enum CSVField {
    /// The text as it stands in a line: in quotes where it holds a comma, a quote or a line break.
    public static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: isSpecial) else { return text }
        var quoted = "\""
        for character in text.unicodeScalars {
            if character == "\"" { quoted.unicodeScalars.append(character) }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }

    /// A line without its end.
    public static func line(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
        default: false
        }
    }
}
