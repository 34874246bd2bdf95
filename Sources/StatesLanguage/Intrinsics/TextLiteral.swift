/// A text in single quotes; `\'`, `\{`, `\}` and `\\` are its only escapes.
struct TextLiteral: Sendable, Hashable {
    /// The text without quotes and escapes.
    let value: String
    /// The same, cut at each `{}` that was not escaped: one piece more than there are such pairs.
    let pieces: [String]
}
