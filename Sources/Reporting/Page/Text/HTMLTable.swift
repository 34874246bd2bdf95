internal import SweepModel

/// A small table of text beside a plot.
struct HTMLTable {
    /// More rows are left out, with a word about it: the table of trials has them all.
    static let mostRows = 60

    let head: [String]
    let rows: [[String]]
    /// Columns of numbers stand at the right.
    let numbers: Set<Int>

    init(_ head: [String], numbers: Set<Int> = [], rows: [[String]]) {
        self.head = head
        self.numbers = numbers
        self.rows = rows
    }

    /// - Parameter caption: what the rows are.
    func html(caption: String, summary: String = "The numbers") -> String {
        var html = "<details class=\"numbers\"><summary>\(HTML.text(summary))</summary><table><caption>"
        html += HTML.text(caption) + "</caption><thead><tr>"
        for (place, title) in head.enumerated() {
            html += "<th scope=\"col\"\(style(place))>\(HTML.text(HTML.cut(title)))</th>"
        }
        html += "</tr></thead><tbody>"
        for row in rows.prefix(Self.mostRows) {
            html += "<tr>"
            for (place, cell) in row.enumerated() { html += "<td\(style(place))>\(HTML.text(HTML.cut(cell)))</td>" }
            html += "</tr>"
        }
        html += "</tbody></table>"
        if rows.count > Self.mostRows {
            html += "<p class=\"note\">The first \(Self.mostRows) of \(rows.count.grouped) rows.</p>"
        }
        return html + "</details>"
    }

    private func style(_ place: Int) -> String { numbers.contains(place) ? " class=\"n\"" : "" }
}
