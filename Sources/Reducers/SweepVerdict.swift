internal import ResultStore
internal import SweepModel

/// Whether a sweep has enough good trials, and the sentence that says so.
struct SweepVerdict: Equatable {
    let enough: Bool
    let reason: String

    /// A trial without an outcome weighs as much as a failed one: both leave a hole in the grid.
    init(_ summary: SweepSummary, maxFailedPercent: Double) {
        let planned = summary.planned
        let bad = planned - min(planned, summary.succeeded)
        let share = planned == 0 ? 0 : 100 * Double(bad) / Double(planned)
        let verb = summary.missing == 0 ? "failed" : "failed or have no outcome"
        let causes = Self.causes(summary)
        if summary.succeeded == 0 {
            enough = false
            reason = planned == 0 ? "the sweep has no trials" : "none of \(planned) trials succeeded (\(causes))"
        } else if share > maxFailedPercent {
            enough = false
            let allowed = Int(exactly: maxFailedPercent).map(String.init) ?? String(maxFailedPercent)
            reason =
                "\(bad) of \(planned) trials \(verb) (\(causes)): more than the \(allowed) % that"
                + " budget.max_failed_percent allows"
        } else {
            enough = true
            reason = "\(summary.succeeded) of \(planned) trials succeeded" + (bad == 0 ? "" : " (\(causes))")
        }
    }

    /// `62 exit-code, 1 timeout, 3 without an outcome`: the most frequent first.
    private static func causes(_ summary: SweepSummary) -> String {
        var causes = summary.failedByReason
            .sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
            .map { "\($0.value) \($0.key.rawValue)" }
        if summary.missing > 0 { causes.append("\(summary.missing) without an outcome") }
        return causes.joined(separator: ", ")
    }
}
