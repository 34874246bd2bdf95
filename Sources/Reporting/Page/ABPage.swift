public import Decisions
internal import JSON
internal import ResultStore
internal import SweepModel

/// An A/B test as one HTML document that asks for nothing beyond itself: `ab status --html`.
///
/// Equal values give equal bytes; the moment that it shows is the analysis's own.
public struct ABPage: Sendable {
    private let analysis: ABAnalysis

    public init(_ analysis: ABAnalysis) { self.analysis = analysis }

    private var test: ABTest { analysis.test }

    public var html: String {
        PageShell(
            title: "\(test.id) \(HTML.cut(test.options.metric.name))", style: PageStyle.plots, isLive: false,
            header: header, main: answer + intervals + arms + guardrails + phases, data: nil
        ).html
    }

    private var header: String {
        let way = test.options.metric.goal == .maximize ? "more" : "less"
        let times = [
            "started " + (PageText.time(test.startedAt) ?? "?"), "shown as of " + (PageText.time(analysis.at) ?? "?"),
        ]
        return "<header><h1>\(HTML.text(test.id)): \(HTML.text(HTML.cut(test.options.metric.name)))</h1>"
            + "<p class=\"facts-line\">\(HTML.text("\(way) is better · \(ABWords.ending(test)) · " + times.joined(separator: " · ")))</p></header>"
    }

    private var answer: String {
        let screen = ABStatusScreen(analysis)
        let lead = test.end == nil ? ABWords.verdict(analysis.verdict.action) : ABWords.ending(test)
        let reason = test.end?.note ?? analysis.verdict.reason
        var facts = [
            ("units", analysis.units.grouped, "of \(analysis.plan.units.grouped) planned"),
            (
                "alpha", ABWords.number(test.options.alpha),
                "over all looks and \(PageText.count(test.options.challengers.count, "challenger"))"
            ),
        ]
        for challenger in analysis.challengers {
            guard let interval = challenger.interval, let estimate = challenger.estimate else { continue }
            facts.append((challenger.arm, NumberText.signed(estimate), PageText.interval(interval)))
        }
        let items = facts.map { name, value, note in
            "<div><dt>\(HTML.text(name))</dt><dd>\(HTML.text(value))<small>\(HTML.text(note))</small></dd></div>"
        }
        let covariate =
            test.options.usesCovariate ? "<p>\(HTML.text(PageText.sentence(screen.covariate)))</p>" : ""
        return
            "<section class=\"answer\" id=\"answer\"><h2>Verdict</h2><p class=\"lead\">\(HTML.text(PageText.sentence(lead)))</p>"
            + "<p class=\"rule\">\(HTML.text(PageText.sentence(HTML.cut(reason, to: 400))))</p><dl class=\"facts\">\(items.joined())</dl>"
            + "<p>\(HTML.text(PageText.sentence(screen.progress)))</p>\(covariate)</section>"
    }

    private var intervals: String {
        let plots = analysis.challengers.enumerated().map { place, challenger in
            EffectPathPlot(
                arm: challenger.arm, control: analysis.arms[0].name,
                points: analysis.path.filter { $0.arm == challenger.arm },
                id: "path-\(place + 1)", startedAt: test.startedAt
            ).html
        }
        return
            "<section id=\"intervals\"><h2>The difference over time</h2><div class=\"plots\">\(plots.joined())</div></section>"
    }

    private var arms: String {
        let head = [
            "arm", "model", "share", "units", HTML.cut(test.options.metric.name), "requests", "errors", "mean ms",
            "agreed",
        ]
        let rows = analysis.arms.map { arm in
            [
                arm.name, String(arm.version), ABWords.percent(arm.weight), arm.units.grouped,
                arm.mean.map(PageText.number) ?? "", arm.requests.grouped, arm.errors.grouped,
                arm.meanMilliseconds.map(PageText.number) ?? "",
                arm.compared > 0 ? "\(arm.agreed.grouped) of \(arm.compared.grouped)" : "",
            ]
        }
        return Self.section("arms", "Arms", head, rows)
    }

    private var guardrails: String {
        guard !analysis.guardrails.isEmpty else { return "" }
        let rows = analysis.guardrails.map { standing in
            [
                standing.guardrail.text, standing.arm, standing.estimate.map(NumberText.signed) ?? "",
                standing.lowerBound.map(NumberText.signed) ?? "", standing.upperBound.map(NumberText.signed) ?? "",
                standing.isBreached ? "breached" : standing.isSafe ? "safe" : "open",
            ]
        }
        return Self.section(
            "guardrails", "Guardrails", ["guardrail", "arm", "difference", "at least", "at most", "state"], rows)
    }

    private var phases: String {
        let rows = analysis.sampleRatio.map { phase in
            [
                String(phase.phase), phase.weights.map(ABWords.percent).joined(separator: " / "),
                phase.counts.map(\.grouped).joined(separator: " / "), ABWords.p(phase.pValue),
                phase.isAlarm ? "alarm: not the planned shares" : "as planned",
            ]
        }
        return Self.section("phases", "Phases and shares", ["phase", "weights", "units", "p", "shares"], rows)
    }

    private static func section(_ id: String, _ title: String, _ head: [String], _ rows: [[String]]) -> String {
        let top = head.map { "<th scope=\"col\">\(HTML.text($0))</th>" }.joined()
        let body = rows.map { row in
            "<tr>" + row.map { "<td>\(HTML.text(HTML.cut($0, to: 120)))</td>" }.joined() + "</tr>"
        }
        return "<section id=\"\(id)\"><h2>\(title)</h2><div class=\"scroll\"><table><thead><tr>\(top)</tr></thead>"
            + "<tbody>\(body.joined())</tbody></table></div></section>"
    }
}
