/// Rows of text as CSV by RFC 4180.
public enum CSVText {
    /// - Parameter lineEnd: behind every row; the standard's own by default.
    public static func text(_ rows: [[String]], lineEnd: String = "\r\n") -> String {
        var text = ""
        for row in rows {
            for (index, field) in row.enumerated() {
                if index > 0 { text += "," }
                text += quoted(field)
            }
            text += lineEnd
        }
        return text
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
        default: false
        }
    }

    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: isSpecial) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}
