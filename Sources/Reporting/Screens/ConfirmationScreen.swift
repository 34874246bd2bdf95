public import Decisions
internal import JSON
internal import Statistics
internal import SweepModel

/// What `confirm` prints for a person: a row for each point, which one is best, and what to do next.
public struct ConfirmationScreen: Sendable {
    private let confirmation: Confirmation

    public init(_ confirmation: Confirmation) { self.confirmation = confirmation }

    /// - Parameter width: columns of the terminal.
    public func text(width: Int, style: TextStyle = .plain) -> String {
        let title = SafeText.neutralise("\(confirmation.id)  confirms \(confirmation.sweep) under \(seeds)")
        let isShort = DisplayWidth.of(title) <= width
        var lines = (isShort ? [title] : TextWrap.lines(title, width: width)).map(style.bold) + [""]
        let (table, leftOut) = table.lines(width: width, style: style)
        lines += table
        if !leftOut.isEmpty {
            lines += TextWrap.lines("no room for \(leftOut.joined(separator: ", "))", width: width).map(style.dim)
        }
        lines += [""] + notes.flatMap { TextWrap.lines($0, width: width) } + history(width) + next
        return lines.joined(separator: "\n") + "\n"
    }

    private var seeds: String {
        confirmation.seeds.count == 1 ? "1 fresh seed" : "\(confirmation.seeds.count.grouped) fresh seeds"
    }

    private var table: TextTable {
        var columns = [TableColumn("trial")]
        if showsTies { columns.append(TableColumn("tied")) }
        columns.append(TableColumn(confirmation.metric.name, .right))
        if let test = confirmation.testMetric { columns.append(TableColumn(test.name, .right)) }
        if showsIntervals { columns.append(TableColumn("over its rows", .right)) }
        columns += [TableColumn("seeds", .right), TableColumn("time", .right, expendability: 1)]
        columns += confirmation.varying.map { TableColumn($0, .right, expendability: 2) }
        let formats = confirmation.varying.map { name in
            ChosenNumbers(confirmation.points.compactMap { $0.parameter(name)?.double })
        }
        let rows = confirmation.points.map { cells($0, formats) }
        let isScored = confirmation.best != nil
        return TextTable(columns: columns, rows: rows) { isScored && $0 == 0 ? .strong : .none }
    }

    private var showsIntervals: Bool { confirmation.points.contains { $0.testInterval != nil } }
    private var showsTies: Bool { confirmation.tied != nil && confirmation.points.count > 1 }

    /// - Parameter formats: of the parameters in `varying`.
    private func cells(_ point: Confirmation.Point, _ formats: [ChosenNumbers]) -> [String] {
        var cells = [short(point.trial)]
        if let tied = confirmation.tied, showsTies { cells.append(tied.trials.contains(point.trial) ? "=" : "") }
        cells.append(Self.text(point.validation))
        if confirmation.testMetric != nil { cells.append(Self.text(point.test)) }
        if showsIntervals { cells.append(point.testInterval.map(Self.range) ?? "") }
        let total = point.trials.count + point.failed
        cells += ["\(point.trials.count)/\(total)", NumberText.duration(seconds: point.seconds)]
        return cells
            + zip(confirmation.varying, formats).map { name, format in
                point.parameter(name).map { $0.double.map(format.text) ?? $0.string ?? $0.text() } ?? ""
            }
    }

    private func short(_ trial: String) -> String { String(trial.prefix(confirmation.trialDigits)) }

    private static func range(_ interval: ConfidenceInterval) -> String {
        let format = ColumnFormat(measured: [interval.lower, interval.upper])
        return "\(format.text(interval.lower)) … \(format.text(interval.upper))"
    }

    /// `0.9722 ± 0.0031`; the deviation is left out for a single seed.
    private static func text(_ summary: Summary?) -> String {
        guard let summary else { return "none" }
        let deviation = summary.standardDeviation.map { " ± \(ColumnFormat(measured: [summary.mean]).text($0))" } ?? ""
        return NumberText.short(summary.mean) + deviation
    }

    private var notes: [String] {
        var notes: [String] = []
        if confirmation.missing > 0 {
            notes.append(
                "\(confirmation.missing.grouped) of \(confirmation.planned.grouped) trials have no outcome yet: stepsweep resume"
                    + " \(confirmation.id)")
        }
        return notes + meaning + verdict
    }

    /// What stands behind the numbers of the table.
    private var meaning: [String] {
        guard showsIntervals else { return [] }
        let seeds = confirmation.seeds.count > 1 ? "± is the deviation over seeds; " : ""
        let interval = "\(seeds)the interval is over the test rows, 95 %"
        guard let tied = confirmation.tied, showsTies else { return [interval] }
        let test = tied.test == .mcNemar ? "McNemar's test (mid-p)" : "paired t"
        let untested = tied.untested > 0 ? "; \(tied.untested.grouped) could not be compared" : ""
        return [
            "\(interval); = can't be told from the best: \(tied.trials.count.grouped) of \(confirmation.points.count.grouped), \(test) over"
                + " the rows, Holm's adjustment\(untested)"
        ]
    }

    private func history(_ width: Int) -> [String] {
        guard confirmation.testMetric != nil else { return ["the test rows were not scored"] }
        return TestHistoryText.lines(confirmation.scorings, unscored: confirmation.unscored, width: width)
            + TestHistoryText.damaged(confirmation.damagedRecords, width: width)
    }

    /// What to type next.
    private var next: [String] {
        let look = "look: stepsweep compare \(confirmation.sweep)"
        guard let best = confirmation.best, confirmation.isFinished else { return [SafeText.neutralise(look)] }
        let promote = "promote: stepsweep promote \(confirmation.sweep) --trial \(short(best.trial)) --as challenger"
        return [look, promote].map(SafeText.neutralise)
    }

    private var verdict: [String] {
        guard let best = confirmation.best else { return ["no trial succeeded: stepsweep logs \(confirmation.id)"] }
        let trial = short(best.trial)
        guard let test = confirmation.testMetric, let score = best.test else {
            let reason =
                confirmation.testMetric.map { " (no trial reported \(SafeText.neutralise($0.name)))" } ?? ""
            return [
                "best: \(trial), \(SafeText.neutralise(confirmation.metric.name)) \(Self.text(best.validation))\(reason)"
            ]
        }
        let rows = confirmation.testRows.map { " of \($0.grouped) test rows" } ?? ""
        let scored = confirmation.points.count { $0.test != nil }
        let among =
            scored > 1
            ? "; the best of \(scored) by these very rows, so that a little of its lead is luck" : ""
        return ["best: \(trial), \(SafeText.neutralise(test.name)) \(Self.text(score))\(rows)\(among)"]
    }
}
