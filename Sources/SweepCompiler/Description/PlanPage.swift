/// Lays out sections of text and tables under a title, wrapped at 100 columns.
struct PlanPage {
    private(set) var lines: [String] = []

    static let width = 100
    /// Where a section's text begins.
    private static let margin = 10
    private static let hangingIndent = "  "

    mutating func title(_ text: String) { lines += [text, ""] }

    /// Paragraphs beside a section's name; a long one goes on indented.
    mutating func section(_ name: String, _ paragraphs: [String]) {
        add(name, paragraphs.flatMap { Self.wrap($0, width: Self.width - Self.margin) })
    }

    /// Columns beside a section's name, then paragraphs. Columns of numbers are set to the right; the first row may
    /// be their heads.
    mutating func table(_ name: String, _ rows: [[String]], after paragraphs: [String]) {
        add(name, Self.columns(rows) + paragraphs.flatMap { Self.wrap($0, width: Self.width - Self.margin) })
    }

    private mutating func add(_ name: String, _ body: [String]) {
        for (number, line) in body.enumerated() {
            lines.append(Self.pad(number == 0 ? name : "", to: Self.margin) + line)
        }
    }

    private static func columns(_ rows: [[String]]) -> [String] {
        let count = rows.map(\.count).min() ?? 0
        let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let isNumeric = (0..<count).map { column in rows.dropFirst().allSatisfy { isNumber($0[column]) } }
        return rows.map { row in
            (0..<count).map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                if isNumeric[column] { return space + row[column] }
                return column == count - 1 ? row[column] : row[column] + space
            }.joined(separator: "  ")
        }
    }

    private static func isNumber(_ text: String) -> Bool { text.allSatisfy { $0.isNumber || $0 == "," || $0 == "." } }

    /// Breaks at spaces; a word that is longer than a line is cut.
    private static func wrap(_ text: String, width: Int) -> [String] {
        guard text.count > width else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let isFirst = line.isEmpty || line == hangingIndent
            if !isFirst, line.count + 1 + word.count > width {
                lines.append(line)
                line = hangingIndent + word
            } else {
                line += (isFirst ? "" : " ") + word
            }
            while line.count > width {
                lines.append(String(line.prefix(width)))
                line = hangingIndent + line.dropFirst(width)
            }
        }
        return lines + [line]
    }

    private static func pad(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
