internal import Foundation

/// A section of a config file: `[name]` and the lines below it. Keys are in small letters.
struct ConfigSection: Equatable {
    var name: String
    var values: [String: String] = [:]

    /// Reads the sections of a file. No message repeats a line: it may hold a secret.
    ///
    /// - Throws: `ConfigurationError` with the file and the line.
    static func parse(_ text: String, path: String) throws -> [ConfigSection] {
        var sections: [ConfigSection] = []
        // The key whose value is empty so far: indented lines below it are its own.
        var parent: String?
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            func failure(_ problem: String, _ fix: String) -> ConfigurationError {
                ConfigurationError(place: "\(path):\(index + 1)", problem: problem, fix: fix)
            }
            let words = withoutComment(line)
            if words.isEmpty { continue }
            if words.hasPrefix("[") {
                guard let end = words.firstIndex(of: "]"), words.index(after: end) == words.endIndex else {
                    throw failure("a section's name isn't closed", "end it with `]`")
                }
                sections.append(ConfigSection(name: words.dropFirst().dropLast().trimmingCharacters(in: .whitespaces)))
                parent = nil
                continue
            }
            guard !sections.isEmpty else {
                throw failure("a value stands before any section", "write `[default]` above it")
            }
            let isIndented = line.first.map { $0 == " " || $0 == "\t" } ?? false
            let sides = words.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard sides.count == 2, !sides[0].isEmpty else {
                throw failure("this line is neither a section nor a value", "write it as `key = value`")
            }
            let key = sides[0].lowercased()
            if isIndented, let parent {
                sections[sections.count - 1].values["\(parent).\(key)"] = sides[1]
            } else {
                sections[sections.count - 1].values[key] = sides[1]
                parent = sides[1].isEmpty ? key : nil
            }
        }
        return sections
    }

    /// A comment begins a line, or stands behind white space; `#` inside a value stays.
    private static func withoutComment(_ line: Substring) -> String {
        let text = line.trimmingCharacters(in: .whitespaces)
        guard !text.hasPrefix("#"), !text.hasPrefix(";") else { return "" }
        let marks = [" #", " ;", "\t#", "\t;"].compactMap { text.range(of: $0)?.lowerBound }
        return marks.min().map { text[..<$0].trimmingCharacters(in: .whitespaces) } ?? text
    }
}
