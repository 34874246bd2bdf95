internal import Decisions
internal import JSON
internal import ResultStore
internal import SweepModel

/// Which sweeps a page is about, and what all of their trials have in common.
struct PageHeader {
    private let comparison: Comparison

    private let liveState: String?

    init(_ comparison: Comparison, liveState: String?) {
        self.comparison = comparison
        self.liveState = liveState
    }

    var html: String {
        let single = comparison.sweeps.count == 1 ? comparison.sweeps.first : nil
        let title = single.map { HTML.cut($0.sweep, to: 120) } ?? "\(comparison.sweeps.count) sweeps side by side"
        let state = liveState.map { "<p><a href=\"/\">All sweeps</a> · <b id=\"state\">\(HTML.text($0))</b></p>" } ?? ""
        var html = "<header>\(state)<h1>\(HTML.text(title))</h1>"
        if let description = single?.description { html += "<p>\(HTML.text(HTML.cut(description, to: 400)))</p>" }
        html += comparison.sweeps.map { "<p class=\"facts-line\">\(HTML.text(line($0, named: single == nil)))</p>" }
            .joined()
        if !comparison.constants.isEmpty { html += constants }
        if comparison.rows.count < comparison.totalRows {
            html +=
                "<p class=\"note\">\(comparison.rows.count.grouped) of \(PageText.count(comparison.totalRows, "row")) are on this page: it was asked for no more.</p>"
        }
        return html + "</header>"
    }

    private func line(_ sweep: SweepSummary, named: Bool) -> String {
        var parts = ["\(HTML.cut(sweep.metric.name)), \(sweep.metric.goal == .maximize ? "more" : "less") is better"]
        parts.append(
            "\(sweep.succeeded.grouped) of \(PageText.count(sweep.planned, "trial")) succeeded"
                + (sweep.failed > 0 ? ", \(sweep.failed.grouped) failed" : "")
                + (sweep.missing > 0 ? ", \(sweep.missing.grouped) without an outcome" : ""))
        if let started = PageText.time(sweep.startedAt) { parts.append("from \(started)") }
        if sweep.trialSeconds > 0 { parts.append("\(NumberText.duration(seconds: sweep.trialSeconds)) of training") }
        return (named ? HTML.cut(sweep.sweep) + ": " : "") + parts.joined(separator: " · ")
    }

    private var constants: String {
        let pairs = comparison.constants.sorted { $0.key < $1.key }.prefix(40).map { name, value in
            "<span>\(HTML.text(HTML.cut(name))) <b>\(HTML.text(HTML.cut(ParameterText.text(value))))</b></span>"
        }
        return "<p class=\"constants\">All trials: \(pairs.joined(separator: " "))</p>"
    }
}
