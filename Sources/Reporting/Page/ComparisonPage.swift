public import Decisions
internal import JSON
internal import ResultStore
internal import SweepModel

/// A comparison as one HTML document that asks for nothing beyond itself: `compare --html` and `stepsweep ui`.
///
/// Equal values give equal bytes; every time in it was stored. The drawings are there before any script runs.
public struct ComparisonPage: Sendable {
    private let comparison: Comparison
    private let analyses: [SweepAnalysis]
    private let details: PageDetails
    private let liveState: String?

    /// - Parameters:
    ///   - analyses: of the comparison's sweeps; sweeps without one are shown without a judgement.
    ///   - liveState: in a word, where the sweeps stand; the page then looks for its own newer version at the address
    ///     that it came from.
    public init(
        _ comparison: Comparison, analyses: [SweepAnalysis] = [], details: PageDetails = PageDetails(),
        liveState: String? = nil
    ) {
        self.comparison = comparison
        self.analyses = analyses
        self.details = details
        self.liveState = liveState
    }

    public var html: String {
        let groups = PageGroup.groups(of: comparison, analyses)
        let table = TrialsTable(comparison, groups)
        let name = HTML.cut(comparison.sweeps.map(\.sweep).joined(separator: ", "), to: 120)
        return PageShell(
            title: name, style: PageStyle.plots + table.style, isLive: liveState != nil,
            header: PageHeader(comparison, liveState: liveState).html,
            main: groups.map { body(of: $0, of: groups.count) }.joined() + TestRowsSection(details.testScorings).html
                + table.html,
            data: table.data
        ).html
    }

    private func body(of group: PageGroup, of count: Int) -> String {
        let text = EvidenceText(group)
        let title = HTML.cut(group.metric.name) + ": " + HTML.cut(group.sweeps.joined(separator: ", "), to: 120)
        let heading = count > 1 ? "<h2 class=\"group\">\(HTML.text(title))</h2>" : ""
        let evidence = Self.stack(text.tied, ExpectedPlot(group).html, text.champion) + RankedPlot(group).html
        let matters = Self.stack(ImportancePlot(group).html) + ContourPlot(group).html
        let space = SlicePlot(group).html + Self.plots(ParallelPlot(group).html + FrontPlot(group).html)
        let training = [
            HistoryPlot(group).html, CurvePlot(group, details.curves).html, TimelinePlot(group, details.attempts).html,
            ConfusionPlot(group, details.confusions).html,
        ]
        func section(_ name: String, _ title: String, _ content: String) -> String {
            "<section id=\"\(group.name(name))\"><h2>\(title)</h2>\(content)</section>"
        }
        return heading + AnswerSection(group).html + section("evidence", "How good, and how sure", Self.plots(evidence))
            + section("matters", "What matters", Self.plots(matters))
            + (group.analysis == nil ? "" : section("health", "Health", text.health))
            + section("space", "The search space", space)
            + section("training", "Training", Self.plots(training.joined()))
    }

    private static func plots(_ content: String) -> String { "<div class=\"plots\">\(content)</div>" }
    private static func stack(_ content: String...) -> String { "<div class=\"stack\">\(content.joined())</div>" }
}
