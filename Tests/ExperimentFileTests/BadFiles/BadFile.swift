import Testing

/// A sweep file with the exact text of everything that is said about it.
struct BadFile: Sendable, CustomTestStringConvertible {
    let title: String
    let text: String
    let diagnostics: [String]

    init(_ title: String, _ text: String, _ diagnostics: [String]) {
        self.title = title
        self.text = text
        self.diagnostics = diagnostics
    }

    var testDescription: String { title }
}
