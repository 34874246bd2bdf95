/// How emphasis is written: not at all, or with ANSI escape codes.
public enum TextStyle: Sendable, Equatable {
    case plain
    case ansi

    func bold(_ text: String) -> String { wrapped(text, "1") }
    func dim(_ text: String) -> String { wrapped(text, "2") }
    func green(_ text: String) -> String { wrapped(text, "32") }
    func red(_ text: String) -> String { wrapped(text, "31") }

    private func wrapped(_ text: String, _ code: String) -> String {
        self == .plain || text.isEmpty ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
