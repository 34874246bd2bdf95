internal import SweepModel

/// How often the test rows were scored, by which confirmation, and why again: each look makes the next one less fresh.
struct TestRowsSection {
    private let splits: [[TestScoring]]

    /// - Parameter splits: of each distinct split its scorings, the first one first.
    init(_ splits: [[TestScoring]]) { self.splits = splits.filter { !$0.isEmpty } }

    var html: String {
        let content =
            splits.isEmpty
            ? "<p>No confirmation has scored test rows of what is shown here.</p>" : splits.map(part).joined()
        return "<section id=\"tests\"><h2>Test rows</h2>\(content)</section>"
    }

    private func part(_ scorings: [TestScoring]) -> String {
        let sentence =
            scorings.count == 1
            ? "The test rows were scored once."
            : "The test rows were scored \(scorings.count.grouped) times: a score that was looked at before is no fresh evidence."
        let items = scorings.map { "<li>\(HTML.text(Self.line($0)))</li>" }.joined()
        return "<p>\(HTML.text(sentence))</p><ol class=\"findings scorings\">\(items)</ol>"
    }

    private static func line(_ scoring: TestScoring) -> String {
        let what =
            "\(HTML.cut(scoring.confirmation, to: 120)) of \(HTML.cut(scoring.order.sweep, to: 120)): "
            + "\(PageText.count(scoring.order.trials.count, "point")), \(PageText.count(scoring.seeds.count, "seed")) each"
        let time = PageText.time(scoring.at).map { ", \($0)" } ?? ""
        return "\(what), by \(HTML.cut(scoring.by))\(time)" + (scoring.why.map { ": \(HTML.cut($0, to: 400))" } ?? "")
    }
}
