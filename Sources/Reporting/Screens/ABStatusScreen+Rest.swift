internal import Decisions
internal import ResultStore
internal import SweepModel

extension ABStatusScreen {
    var covariate: String {
        let known = analysis.challengers.compactMap { challenger in challenger.covariate.map { (challenger, $0) } }
        guard let (_, first) = known.first else { return "covariate: none came with the units, so nothing is adjusted" }
        let narrowing = known.map { ABWords.percent($0.1.narrowing) }.joined(separator: ", ")
        return
            "covariate (CUPED): theta \(NumberText.short(first.theta)), correlation \(NumberText.short(first.correlation)), known of"
            + " \(ABWords.percent(first.coverage)) of units; intervals are \(narrowing) as wide as without"
    }

    var guardrails: TextTable? {
        guard !analysis.guardrails.isEmpty else { return nil }
        let columns = [
            TableColumn("guardrail", leastWidth: .max), TableColumn("arm"), TableColumn("difference", .right),
            TableColumn("at least", .right), TableColumn("at most", .right), TableColumn("", leastWidth: .max),
        ]
        let rows = analysis.guardrails.map { standing in
            [
                standing.guardrail.text, standing.arm, standing.estimate.map(NumberText.signed) ?? "",
                standing.lowerBound.map(NumberText.signed) ?? "", standing.upperBound.map(NumberText.signed) ?? "",
                Self.state(standing),
            ]
        }
        return TextTable(columns: columns, rows: rows) { analysis.guardrails[$0].isBreached ? .strong : .none }
    }

    private static func state(_ standing: ABAnalysis.GuardrailStanding) -> String {
        if standing.estimate == nil { return "too little yet" }
        return standing.isBreached ? "BREACHED" : standing.isSafe ? "safe" : "open"
    }

    var progress: String {
        let planned = analysis.plan.units.grouped
        let words = "\(analysis.units.grouped) units so far, \(planned) planned"
        guard analysis.test.end == nil else { return words }
        guard analysis.missingUnits > 0 else { return words + "; all of them are in" }
        let end = analysis.expectedEnd.map { ", expected end \(UTC.text(secondsSince1970: $0)) UTC" } ?? ""
        return words + "; \(analysis.missingUnits.grouped) to come\(end)"
    }

    var verdict: String {
        if let end = analysis.test.end {
            let note = end.note.map { ": " + SafeText.neutralise($0) } ?? ""
            return "\(ABWords.ending(analysis.test)) by \(SafeText.neutralise(end.endedBy))\(note)"
        }
        return "verdict: \(ABWords.verdict(analysis.verdict.action)): \(SafeText.neutralise(analysis.verdict.reason))"
    }
}
