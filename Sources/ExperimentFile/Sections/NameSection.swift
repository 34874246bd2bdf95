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
        let file = parts.last ?? ""
        let stem = plain(String(file[..<(file.lastIndex(of: ".") ?? file.endIndex)]))
        let folders = parts.dropLast().reversed().map(plain)
        let isCommon = stem == "sweep" || stem == "config"
        return ((isCommon ? [] : [stem]) + folders + [stem, "sweep"]).first { !$0.isEmpty } ?? "sweep"
    }

    /// The text with `-` in place of other characters, cut to its first and last letter or digit.
    private static func plain(_ text: String) -> String {
        if text.wholeMatch(of: /[A-Za-z0-9]([A-Za-z0-9_.\-]{0,38}[A-Za-z0-9])?/) != nil { return text }
        let words = text.split { !isAllowed($0) }
        return trimmed(trimmed(words.joined(separator: "-")).prefix(longest))
    }

    private static func isAllowed(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "_-.".contains(character))
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let isInner = { (character: Character) in character.isLetter || character.isNumber }
        guard let first = text.firstIndex(where: isInner), let last = text.lastIndex(where: isInner) else { return "" }
        return String(text[first...last])
    }
}
