internal import Decisions
internal import Statistics
internal import SweepModel

/// How good the best is, and which candidates can't be told from it.
extension AnalysisScreen {
    private static let plotWidth = 25
    /// Tied candidates that are drawn, the best among them.
    private static let drawn = 6

    var best: [Line] {
        guard let best = analysis.candidates.first else { return [] }
        let error = best.standardError.map { " ± \(NumberText.short($0))" } ?? ""
        let count = analysis.candidates.count
        return [
            .sentence(
                "\(NumberText.short(best.score))\(error) reported by \(short(best.trial)), "
                    + (count == 1 ? "the only one" : "the best of \(count.grouped)"))
        ]
    }

    var expected: [Line] {
        guard !analysis.candidates.isEmpty else { return [] }
        switch analysis.expected {
        case .tested(let score):
            let interval = score.interval.map { " (\(range($0)))" } ?? ""
            let rows = score.rows.map { ", \($0.grouped) rows" } ?? ""
            return [
                .sentence(
                    "\(NumberText.short(score.value))\(interval) on the test split\(rows), by \(score.confirmation)")
            ]
        case .corrected(let score):
            let interval = score.interval.map { " (\(range($0)))" } ?? ""
            let doubt =
                score.interval == nil
                ? "; no interval is estimated: equal scores of all its rows or folds measure no noise" : ""
            return [
                .sentence(
                    "\(NumberText.short(score.value))\(interval) on new data, by bootstrap, corrected for the choice\(doubt)"
                )
            ]
        case .notEstimated(let reason, let inflation):
            let guide = inflation.map { "; the best of equals would look \(NumberText.short($0)) too good" } ?? ""
            return [.sentence("not estimated: \(reason)\(guide)")]
        }
    }

    var tied: [Line] {
        guard let tied = analysis.tied, analysis.candidates.count > 1 else { return [] }
        let (count, all) = (tied.trials.count.grouped, analysis.candidates.count.grouped)
        let head = "\(tied.trials.count == 1 ? "no other" : count) of \(all): \(words(tied.test)), Holm's adjustment"
        let untested =
            tied.untested > 0 ? [Line.sentence("\(tied.untested.grouped) could not be compared with the best")] : []
        return [.sentence(head)] + untested + (tied.trials.count > 1 ? drawing(tied) : [])
    }

    private func drawing(_ tied: TiedSet) -> [Line] {
        let shown = tied.comparisons.filter(\.isTied).prefix(Self.drawn - 1)
        let plot = IntervalPlot(shown.map(\.interval), width: Self.plotWidth)
        let rest = tied.trials.count - 1 - shown.count
        let width = ([tied.best] + shown.map(\.trial)).map { DisplayWidth.of(short($0)) }.max() ?? 0
        func label(_ trial: String) -> String {
            short(trial) + String(repeating: " ", count: max(0, width - DisplayWidth.of(short(trial))))
        }
        return [.drawing("\(label(tied.best))  \(plot.zeroLine)  the best")]
            + shown.map { comparison in
                .drawing(
                    "\(label(comparison.trial))  \(plot.line(comparison.interval, at: comparison.difference))"
                        + "  \(NumberText.signed(comparison.difference)) (\(range(comparison.interval)))")
            } + (rest > 0 ? [.sentence("and \(rest.grouped) more")] : [])
    }

    private func words(_ test: TiedSet.Test) -> String {
        let over =
            switch analysis.evidence {
            case .rows(let count, _): "\(count.grouped) validation rows"
            case .folds(_, let folds): "\(folds) folds"
            case .seeds(let count): "\(count) seeds"
            case .none: "nothing"
            }
        let name =
            switch test {
            case .mcNemar: "McNemar's test (mid-p)"
            case .pairedRows: "paired t"
            case .correctedFolds: "corrected resampled t"
            case .seeds: "Welch's t"
            }
        return "\(name) over \(over)"
    }
}
