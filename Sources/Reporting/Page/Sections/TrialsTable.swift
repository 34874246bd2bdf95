internal import Decisions
internal import JSON
internal import ResultStore
internal import SweepModel

/// The table of all rows: sorted, filtered and paged by the script, and readable without it.
struct TrialsTable {
    /// More rows stand in the page's data alone.
    static let mostStaticRows = 1000
    /// A longer text is cut in its cell and stands in full below the table.
    static let longest = 60

    private struct Cells {
        let column: Column
        let title: String
        let isNumber: Bool
        /// Whole, a row each.
        let texts: [String]
    }

    private let comparison: Comparison
    private let columns: [Cells]
    private let roles: [Int: PageRow.Role]

    init(_ comparison: Comparison, _ groups: [PageGroup]) {
        self.comparison = comparison
        let table = LeaderboardTable(comparison)
        columns = comparison.columns.map { column in
            let isNumber = comparison.rows.allSatisfy { row in
                row.value(in: column).map { $0.double != nil } ?? true
            }
            let title =
                switch column {
                case .seconds: "time"
                default: column.name
                }
            return Cells(column: column, title: title, isNumber: isNumber, texts: table.texts(of: column))
        }
        let pairs = groups.flatMap { group in group.rows.map { ($0.index, $0.role) } }
        roles = Dictionary(pairs) { first, _ in first }
    }

    var html: String {
        let shown = comparison.rows.count > Self.mostStaticRows ? 200 : comparison.rows.count
        var html = "<section id=\"trials\"><h2>Trials</h2>\(Self.controls)"
        if shown < comparison.rows.count {
            html +=
                "<p class=\"plain note\">The first \(shown) of \(comparison.rows.count.grouped) rows: the others need scripts, or <code>stepsweep compare --csv</code>.</p>"
        }
        html += "<div id=\"picked\" aria-live=\"polite\"></div><div class=\"scroll\"><table id=\"table\"><thead><tr>"
        for column in columns {
            html +=
                "<th scope=\"col\"\(column.isNumber ? " class=\"n\"" : "")>\(HTML.text(HTML.cut(column.title)))</th>"
        }
        html += "</tr></thead><tbody>"
        for row in 0..<shown { html += line(row) }
        html += "</tbody></table></div><p id=\"pages\" class=\"controls\" hidden></p>"
        return html + longTexts + "</section>"
    }

    private static let controls =
        "<p class=\"controls\" hidden><label>Filter <input id=\"filter\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" "
        + "placeholder=\"adam  seconds&lt;2\" aria-describedby=\"filter-help\"></label> <output id=\"count\"></output> "
        + "<button type=\"button\" id=\"clear\" hidden>Clear marked</button><span id=\"filter-help\" class=\"note\">Words that a row must have, "
        + "or tests such as <code>seconds&lt;2</code>. Keys: <kbd>/</kbd> filter, <kbd>↑</kbd> <kbd>↓</kbd> rows, <kbd>Enter</kbd> marks, "
        + "<kbd>Esc</kbd> clears.</span></p>"

    private func line(_ row: Int) -> String {
        var html = "<tr class=\"\(roles[row]?.rawValue ?? "other")\">"
        for column in columns {
            html +=
                (column.isNumber ? "<td class=\"n\">" : "<td>")
                + HTML.text(HTML.cut(column.texts[row], to: Self.longest)) + "</td>"
        }
        return html + "</tr>"
    }

    /// On a narrow screen each row is a card, whose lines name their columns.
    var style: String {
        let names = columns.enumerated().map { place, column in
            "#table td:nth-child(\(place + 1))::before{content:\"\(HTML.cssString(HTML.cut(column.title)))\"}"
        }
        return "@media (max-width:700px){\(names.joined())}"
    }
}

extension TrialsTable {
    /// Texts too long for their cells, each once.
    private var long: [String] {
        var seen = Set<String>()
        var texts: [String] = []
        for column in columns {
            for text in column.texts where text.utf8.count > Self.longest && seen.insert(text).inserted {
                if HTML.cut(text, to: Self.longest) != text { texts.append(text) }
            }
        }
        return texts
    }

    private var longTexts: String {
        let long = long
        guard !long.isEmpty else { return "" }
        let shown = long.prefix(50)
        let items = shown.map { "<li>\(HTML.text($0))</li>" }.joined()
        let more = long.count > shown.count ? "<p class=\"note\">The first \(shown.count).</p>" : ""
        return
            "<details class=\"numbers\" id=\"long\"><summary>\(PageText.count(long.count, "text")) cut in the table</summary><ol>\(items)</ol>\(more)</details>"
    }

    /// What the script sorts and filters: the cells' texts, and numbers where a column has them.
    var data: JSON {
        let rows = comparison.rows
        let names = rows.indices.map { index in JSON.string("\(rows[index].sweep)/\(rows[index].best.outcome.trial)") }
        return [
            "columns": .array(
                columns.map { column in
                    [
                        "name": .string(SafeText.neutralise(column.column.name)),
                        "title": .string(HTML.cut(column.title)), "number": .bool(column.isNumber),
                    ]
                }),
            "cells": .array(
                columns.map { column in .array(column.texts.map { .string(SafeText.neutralise(HTML.cut($0, to: 400))) })
                }),
            "values": .array(
                columns.map { column in
                    column.isNumber ? .array(rows.map { $0.value(in: column.column) ?? .null }) : .null
                }),
            "names": .array(names),
            "roles": .array(rows.indices.map { .string((roles[$0] ?? .other).rawValue) }),
        ]
    }
}
