public import Decisions
internal import SweepModel

/// How often test rows were scored, in a line each time, as `compare` and `confirm` print it.
public enum TestHistoryText {
    public static func lines(_ history: TestHistory) -> [String] { history.splits.flatMap(lines) }

    static func lines(_ scorings: [TestScoring]) -> [String] {
        guard let first = scorings.first else { return [] }
        let what = "the test rows were scored"
        guard scorings.count > 1 else { return ["\(what) once, by \(SafeText.neutralise(first.confirmation))"] }
        let each = scorings.map { scoring in
            let why = scoring.why.map { ": \($0)" } ?? ""
            return SafeText.neutralise("  \(scoring.number ?? 0)  \(scoring.confirmation), by \(scoring.by)\(why)")
        }
        return ["\(what) \(scorings.count.grouped) times: a score that was looked at before is no fresh evidence"]
            + each
    }
}
