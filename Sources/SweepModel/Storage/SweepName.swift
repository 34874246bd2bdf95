/// How a sweep file's `name` becomes part of names on AWS and in the store.
public enum SweepName {
    /// The name as jobs and executions may carry it: at most 40 letters, digits, `_` and `-`, beginning with a letter or digit.
    public static func slug(_ name: String) -> String {
        let allowed = name.prefix(40).map { character in
            character.isASCII && (character.isLetter || character.isNumber || character == "_") ? character : "-"
        }
        let trimmed = allowed.drop { $0 == "-" || $0 == "_" }
        return trimmed.isEmpty ? "sweep" : String(trimmed)
    }
}
