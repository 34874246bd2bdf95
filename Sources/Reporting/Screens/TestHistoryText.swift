public import Decisions
internal import SweepModel

/// How often test rows were scored, in a line each time, as `compare` and `confirm` print it.
public enum TestHistoryText {
    /// - Parameter width: columns of the terminal.
    public static func lines(_ history: TestHistory, width: Int) -> [String] {
        history.splits.flatMap { lines($0, unscored: history.unscored, width: width) }
            + damaged(history.damaged, width: width)
    }

    /// - Parameter unscored: confirmations that have ended and reported no test metric.
    static func lines(_ scorings: [TestScoring], unscored: Set<String>, width: Int) -> [String] {
        let counted = scorings.filter { !unscored.contains($0.confirmation) }
        let idle = scorings.filter { unscored.contains($0.confirmation) }.map { scoring in
            "\(scoring.confirmation) might have scored the test rows, and reported no test_… metric: nothing was scored, and it counts as no look"
        }
        return (told(counted) + idle).flatMap { wrapped($0, width: width) }
    }

    static func damaged(_ keys: [String], width: Int) -> [String] {
        keys.flatMap { wrapped("\($0) is damaged: nobody knows how often the test rows were scored", width: width) }
    }

    private static func told(_ scorings: [TestScoring]) -> [String] {
        guard let first = scorings.first else { return [] }
        let what = "the test rows were scored"
        guard scorings.count > 1 else { return ["\(what) once, by \(first.confirmation)"] }
        let each = scorings.map { scoring in
            "  \(scoring.number ?? 0)  \(scoring.confirmation), by \(scoring.by)\(scoring.why.map { ": \($0)" } ?? "")"
        }
        return ["\(what) \(scorings.count.grouped) times: a score that was looked at before is no fresh evidence"]
            + each
    }

    /// A line keeps its indentation, and those that it goes on in have five columns more.
    private static func wrapped(_ line: String, width: Int) -> [String] {
        let text = SafeText.neutralise(line)
        guard DisplayWidth.of(text) > width else { return [text] }
        let start = String(text.prefix { $0 == " " })
        let lines = TextWrap.lines(String(text.dropFirst(start.count)), width: max(20, width - start.count - 5))
        return lines.enumerated().map { $0 == 0 ? start + $1 : start + (start.isEmpty ? "" : "     ") + $1 }
    }
}
