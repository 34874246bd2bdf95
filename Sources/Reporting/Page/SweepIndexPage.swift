public import ResultStore
internal import SweepModel

/// All sweeps of a store, the latest launch first, as the page that `stepsweep ui` begins with.
public struct SweepIndexPage: Sendable {
    public struct Entry: Sendable, Equatable {
        public var sweep: String
        /// In a word or two: `running`, `succeeded`.
        public var state: String
        /// `nil` while it has no outcome.
        public var summary: SweepSummary?

        public init(sweep: String, state: String, summary: SweepSummary?) {
            self.sweep = sweep
            self.state = state
            self.summary = summary
        }
    }

    private let entries: [Entry]

    public init(_ entries: [Entry]) { self.entries = entries }

    public var html: String {
        let rows = entries.map(row).joined()
        let table =
            "<table class=\"index\"><thead><tr><th scope=\"col\">sweep</th><th scope=\"col\">state</th><th scope=\"col\">trials</th>"
            + "<th scope=\"col\">best</th><th scope=\"col\">began</th></tr></thead><tbody>\(rows)</tbody></table>"
        let content = entries.isEmpty ? "<p>No sweeps yet: <code>stepsweep launch FILE</code></p>" : table
        return PageShell(
            title: "Sweeps", style: PageStyle.index, isLive: true, header: "<header><h1>Sweeps</h1></header>",
            main: "<section id=\"sweeps\">\(content)</section>", data: nil
        ).html
    }

    /// Ids are made of letters, digits and hyphens; what is none of them can't end the attribute.
    private func row(_ entry: Entry) -> String {
        var cells = [
            "<a href=\"/sweeps/\(HTML.text(entry.sweep))\">\(HTML.text(entry.sweep))</a>", HTML.text(entry.state),
        ]
        if let summary = entry.summary {
            let failed = summary.failed > 0 ? ", \(summary.failed.grouped) failed" : ""
            cells.append("\(summary.succeeded.grouped) of \(summary.planned.grouped)\(failed)")
            let name = HTML.cut(summary.metric.name)
            cells.append(HTML.text(summary.best.map { "\(name) \(PageText.number($0.value))" } ?? ""))
            cells.append(PageText.time(summary.startedAt) ?? "")
        } else {
            cells += ["", "", ""]
        }
        return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
    }

    /// A sweep of which nothing is known yet.
    public static func waiting(_ sweep: String, state: String) -> String {
        PageShell(
            title: sweep, style: "", isLive: true, header: "<header><h1>\(HTML.text(sweep))</h1></header>",
            main: "<section><p>\(HTML.text(state)): no trial has ended yet.</p></section>", data: nil
        ).html
    }
}
