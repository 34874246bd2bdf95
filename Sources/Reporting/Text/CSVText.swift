/// Rows of text as CSV by RFC 4180.
public enum CSVText {
    /// - Parameter lineEnd: behind every row; the standard's own by default.
    public static func text(_ rows: [[String]], lineEnd: String = "\r\n") -> String {
        rows.map { $0.map(quoted).joined(separator: ",") + lineEnd }.joined()
    }

    private static func quoted(_ field: String) -> String {
        guard field.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}
