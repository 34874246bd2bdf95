public import Decisions
internal import JSON
internal import Statistics
internal import SweepModel

/// What `compare` says below the leaderboard: how good the best really is, what ties with it, and what to do.
public struct AnalysisScreen: Sendable {
    private let analysis: SweepAnalysis
    /// Digits of a trial's id.
    private let digits: Int
    private static let labelWidth = 12
    private static let plotWidth = 25
    /// Tied candidates that are drawn, and bars of one evaluator.
    private static let drawn = 6

    public init(_ analysis: SweepAnalysis, trialDigits: Int) {
        self.analysis = analysis
        digits = trialDigits
    }

    /// - Parameter width: columns of the terminal.
    public func text(width: Int, style: TextStyle = .plain) -> String {
        guard !analysis.candidates.isEmpty else { return "" }
        let parts: [(label: String, lines: [String])] = [
            ("best", [best]), ("expected", [expected]), ("tied", tied), ("simplest", simplest), ("champion", champion),
            ("trade-off", front), ("importance", importance), ("watch", analysis.health.map { text(of: $0) }),
            ("next", next),
        ]
        var lines: [String] = []
        for part in parts {
            for (index, line) in part.lines.enumerated() {
                let label = index == 0 ? part.label : ""
                let padding = String(repeating: " ", count: Self.labelWidth - label.count)
                let safe = DisplayWidth.shorten(SafeText.neutralise(line), to: max(20, width - Self.labelWidth))
                lines.append(style.bold(label) + padding + (part.label == "next" ? style.green(safe) : safe))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func short(_ trial: String) -> String { String(trial.prefix(digits)) }

    private func range(_ interval: ConfidenceInterval) -> String {
        "\(NumberText.short(interval.lower)) … \(NumberText.short(interval.upper))"
    }

    private var best: String {
        guard let best = analysis.candidates.first else { return "" }
        let error = best.standardError.map { " ± \(NumberText.short($0))" } ?? ""
        return "\(NumberText.short(best.score))\(error) reported by \(short(best.trial)), the best of "
            + analysis.candidates.count.grouped
    }

    private var expected: String {
        switch analysis.expected {
        case .tested(let score):
            let interval = score.interval.map { " (\(range($0)))" } ?? ""
            let rows = score.rows.map { ", \($0.grouped) rows" } ?? ""
            return "\(NumberText.short(score.value))\(interval) on the test split\(rows), by \(score.confirmation)"
        case .corrected(let score):
            return
                "\(NumberText.short(score.value)) (\(range(score.interval))) on new data, by bootstrap, corrected for the choice"
        case .notEstimated(let reason, let inflation):
            let guide = inflation.map { "; the best of equals would look \(NumberText.short($0)) too good" } ?? ""
            return "not estimated: \(reason)\(guide)"
        }
    }
}

// MARK: Tied candidates

extension AnalysisScreen {
    private var tied: [String] {
        guard let tied = analysis.tied else { return [] }
        let name = test(tied.test)
        let count = tied.trials.count
        let head =
            count == 1
            ? "none of \(analysis.candidates.count.grouped): \(name)"
            : "\(count.grouped) of \(analysis.candidates.count.grouped): \(name)"
        let untested = tied.untested > 0 ? ["\(tied.untested.grouped) could not be compared"] : []
        return [head] + untested + (count > 1 ? drawing(tied) : [])
    }

    private func drawing(_ tied: TiedSet) -> [String] {
        let shown = tied.comparisons.filter(\.isTied).prefix(Self.drawn - 1)
        let plot = IntervalPlot(shown.map(\.interval), width: Self.plotWidth)
        let rest = tied.trials.count - 1 - shown.count
        return ["\(short(tied.best))  \(plot.zeroLine)  the best"]
            + shown.map { comparison in
                "\(short(comparison.trial))  \(plot.line(comparison.interval, at: comparison.difference))"
                    + "  \(NumberText.signed(comparison.difference)) (\(range(comparison.interval)))"
            } + (rest > 0 ? ["and \(rest.grouped) more"] : [])
    }

    private func test(_ test: TiedSet.Test) -> String {
        let over: String =
            switch analysis.evidence {
            case .rows(let count, _): "\(count.grouped) validation rows"
            case .folds(_, let folds): "\(folds) folds"
            case .seeds(let count): "\(count) seeds"
            case .none: "nothing"
            }
        let name: String =
            switch test {
            case .mcNemar: "McNemar's test (mid-p)"
            case .pairedRows: "paired t"
            case .correctedFolds: "corrected resampled t"
            case .seeds: "Welch's t"
            }
        return "\(name) over \(over), Holm's adjustment"
    }
}

// MARK: Choice

extension AnalysisScreen {
    private var simplest: [String] {
        guard let choice = analysis.simplest else { return [] }
        let size = "\(choice.measure) \(NumberText.short(choice.complexity))"
        if choice.trial == analysis.candidates.first?.trial {
            return ["the best itself, of \(choice.eligible.grouped) within one standard error (\(size))"]
        }
        return [
            "\(short(choice.trial)) with \(size) in place of \(NumberText.short(choice.bestComplexity)), of"
                + " \(choice.eligible.grouped) within one standard error"
        ]
    }

    private var champion: [String] {
        switch analysis.champion {
        case .none: []
        case .same(let version): ["model \(version) is this candidate"]
        case .compared(let difference):
            [
                "\(NumberText.signed(difference.difference)) (\(range(difference.interval))) against model"
                    + " \(difference.version): \(difference.isBetter ? "better" : "no better") beyond doubt"
            ]
        case .notComparable(let version, let reason): ["model \(version) can't be compared: \(reason)"]
        }
    }

    private var front: [String] {
        guard let front = analysis.front else { return [] }
        let names = front.objectives.map { "\($0.name) (\($0.goal.rawValue))" }.joined(separator: ", ")
        let onFront = front.points.filter(\.isOnFront)
        let examples = onFront.prefix(3).map { point in
            "\(short(point.trial)) \(point.values.map(NumberText.short).joined(separator: " / "))"
        }
        return [
            "\(onFront.count.grouped) of \(front.points.count.grouped) on the front of \(names): "
                + examples.joined(separator: ", ") + (onFront.count > 3 ? " …" : "")
        ]
    }

    private var importance: [String] {
        analysis.importances.flatMap { importance -> [String] in
            let name =
                importance.evaluator == .pedANOVA
                ? "PED-ANOVA, for reaching the best tenth" : "functional ANOVA, of the variance"
            let names = importance.shares.prefix(Self.drawn).map { share in
                share.parameters.isEmpty ? "(the rest)" : share.parameters.joined(separator: " × ")
            }
            let width = names.map(DisplayWidth.of).max() ?? 0
            let bars = zip(names, importance.shares).map { name, share in
                name + String(repeating: " ", count: width - DisplayWidth.of(name)) + "  "
                    + NumberText.percent(share.share) + "  " + Bar.text(share: share.share)
            }
            return ["\(name); \(importance.count.grouped) points"] + bars + (importance.warning.map { [$0] } ?? [])
        }
    }
}

// MARK: Health and advice

extension AnalysisScreen {
    private func text(of finding: HealthFinding) -> String {
        switch finding {
        case .failed(let count, let planned, let reasons):
            let sorted = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            return "\(count.grouped) of \(planned.grouped) trials failed: "
                + sorted.map { "\($0.value.grouped) \($0.key)" }.joined(separator: ", ")
        case .missing(let count, let planned): return "\(count.grouped) of \(planned.grouped) trials have no outcome"
        case .differentData(let digests):
            return "trials were trained on \(digests.count) different data files: not comparable"
        case .oneSeed: return "one seed a point: how much training itself varies is not measured"
        case .unevenSeeds(let points): return "\(points.grouped) points have fewer seeds than others"
        case .edge(let parameter, let value, let isHighest):
            return
                "the best \(parameter), \(value.string ?? value.text()), is the \(isHighest ? "highest" : "lowest") tried:"
                + " widen its range"
        case .equalScores(let count, let score):
            return
                "\(count.grouped) points share the best score, \(NumberText.short(score)); the first in the grid leads"
        }
    }

    private var next: [String] {
        let advice = analysis.recommendation
        let action: String =
            switch advice.action {
            case .promote(let trial): "promote \(short(trial))"
            case .keepChampion(let version): "keep the champion, model \(version)"
            case .confirm(let points, let seeds, let trials):
                "run \(trials) more: \(points) \(points == 1 ? "point" : "points") under \(seeds) fresh seeds"
            case .none: "nothing to promote"
            }
        return ["\(action): \(advice.reason)"] + (advice.command.map { [$0] } ?? [])
    }
}
