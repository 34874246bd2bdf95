internal import JSON
internal import SweepModel

/// `name`: what a sweep is called in commands, folders and object keys.
enum NameSection {
    private static let longest = 40

    /// Without a `name`, the file's own name is taken, or its folder's where the file is called `sweep.yaml`.
    static func read(_ root: Section, fileName: String, _ findings: inout Findings) -> String? {
        guard let value = root["name"] else { return fallback(fileName) }
        guard let text = root.text("name", &findings) else { return nil }
        let name = plain(text)
        guard !name.isEmpty else {
            findings.error("name", "needs a letter or a digit, received \(value.quoted)", at: value.place)
            return nil
        }
        if name != text {
            findings.warning(
                "name", "becomes `\(name)`: at most \(longest) letters, digits, `_`, `-` and `.`", at: value.place)
        }
        return name
    }

    private static func fallback(_ fileName: String) -> String {
        let parts = fileName.split(separator: "/").map(String.init).filter { $0 != "." && $0 != ".." }
        var names = parts.reversed().map { plain($0) }.filter { !$0.isEmpty }
        if let file = names.first {
            let stem = file.split(separator: ".").first.map(String.init) ?? file
            names[0] = stem
            if stem == "sweep" || stem == "config" { names.removeFirst() }
        }
        return names.first ?? "sweep"
    }

    /// Other characters become `-`; the name starts and ends with a letter or a digit.
    private static func plain(_ text: String) -> String {
        let characters = text.map { character -> Character in
            character.isASCII && (character.isLetter || character.isNumber || "_-.".contains(character))
                ? character : "-"
        }
        let joined = String(characters).split(separator: "-", omittingEmptySubsequences: true).joined(separator: "-")
        let whole = characters.contains("-") && text.contains("--") ? String(characters) : joined
        return trimmed(trimmed(whole).prefix(longest))
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let isInner = { (character: Character) in character.isLetter || character.isNumber }
        guard let first = text.firstIndex(where: isInner), let last = text.lastIndex(where: isInner) else { return "" }
        return String(text[first...last])
    }
}
