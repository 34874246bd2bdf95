public import Decisions
internal import JSON
internal import ResultStore
internal import SweepModel

/// What `compare` prints for a person: title lines, the table, and what was left out of it.
public struct LeaderboardScreen: Sendable {
    private let comparison: Comparison
    private let analyses: [SweepAnalysis]
    private let saysHowToSeeAll: Bool

    /// - Parameters:
    ///   - analyses: mark the rows that are tied with the best.
    ///   - saysHowToSeeAll: for rows that nobody asked to be left out.
    public init(_ comparison: Comparison, analyses: [SweepAnalysis] = [], saysHowToSeeAll: Bool = false) {
        self.comparison = comparison
        self.analyses = analyses
        self.saysHowToSeeAll = saysHowToSeeAll
    }

    /// - Parameter width: columns of the terminal.
    public func text(width: Int, style: TextStyle = .plain) -> String {
        var lines = comparison.sweeps.flatMap { titles($0, style) }
        if !comparison.constants.isEmpty { lines.append(style.dim(constants(width: width))) }
        if comparison.rows.isEmpty {
            lines += ["", comparison.totalRows == 0 ? "no outcomes yet" : "no row meets the filters"]
            return lines.joined(separator: "\n") + "\n"
        }
        let (table, leftOut) = LeaderboardTable(comparison, analyses: analyses).table.lines(width: width, style: style)
        lines += [""] + table
        let notes = notes(leftOut: leftOut)
        if !notes.isEmpty { lines += [""] + notes.flatMap { TextWrap.lines($0, width: width) }.map(style.dim) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func titles(_ sweep: SweepSummary, _ style: TextStyle) -> [String] {
        let metric = "\(SafeText.neutralise(sweep.metric.name)), \(sweep.metric.goal.rawValue)"
        var lines = ["\(style.bold(SafeText.neutralise(sweep.sweep)))  \(metric)"]
        var counts = ["\(sweep.succeeded.grouped) succeeded"]
        if sweep.failed > 0 { counts.append(style.red("\(sweep.failed.grouped) failed") + reasons(sweep)) }
        if sweep.missing > 0 { counts.append("\(sweep.missing.grouped) without an outcome") }
        lines.append("\(sweep.planned.grouped) trials: \(counts.joined(separator: ", "))")
        if let best = sweep.best {
            let trial = best.trial.prefix(comparison.trialDigits)
            lines.append("best \(style.green(NumberText.short(best.value))) by \(SafeText.neutralise(String(trial)))")
        }
        return lines
    }

    /// ` (2 timeout, 1 exit-code)`: the most frequent first.
    private func reasons(_ sweep: SweepSummary) -> String {
        let sorted = sweep.failedByReason.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        return " (" + sorted.map { "\($0.value.grouped) \($0.key.rawValue)" }.joined(separator: ", ") + ")"
    }

    private func constants(width: Int) -> String {
        let pairs = comparison.constants.sorted { $0.key < $1.key }.map { name, value in
            SafeText.neutralise("\(name) \(value.string ?? value.text())")
        }
        return DisplayWidth.shorten("all trials: " + pairs.joined(separator: ", "), to: width)
    }

    private func notes(leftOut: [String]) -> [String] {
        var notes: [String] = []
        let (shown, matching, total) = (comparison.rows.count, comparison.matchingRows, comparison.totalRows)
        let unit = comparison.aggregatesSeeds ? "points" : "trials"
        if shown < total {
            let filtered = matching < total ? "\(matching.grouped) that match, " : ""
            let all = saysHowToSeeAll ? "; --top \(matching) shows all" : ""
            notes.append("\(shown.grouped) of \(filtered)\(total.grouped) \(unit) shown\(all)")
        }
        if comparison.aggregatesSeeds { notes.append("numbers are means ± standard deviations over seeds") }
        if !leftOut.isEmpty {
            notes.append("no room for \(leftOut.joined(separator: ", ")); choose with --columns, or widen the terminal")
        }
        return notes
    }
}
