internal import Decisions
internal import Statistics
internal import SweepModel

/// Which of the candidates, and what made them good.
extension AnalysisScreen {
    /// Bars of one evaluator.
    private static let bars = 6

    var simplest: [Line] {
        guard let choice = analysis.simplest, choice.eligible > 1 else { return [] }
        let size = "\(name(choice.measure)) \(NumberText.short(choice.complexity))"
        let among = "of \(choice.eligible.grouped) within one standard error"
        if choice.trial == analysis.candidates.first?.trial {
            return [.sentence("the best itself, \(among) (\(size))")]
        }
        return [
            .sentence(
                "\(short(choice.trial)) with \(size) in place of \(NumberText.short(choice.bestComplexity)), \(among)")
        ]
    }

    var champion: [Line] {
        switch analysis.champion {
        case .none: return []
        case .same(let version): return [.sentence("model \(version) is this candidate")]
        case .compared(let difference):
            let verdict =
                difference.isBetter
                ? "better" : difference.interval.contains(0) ? "no better, as far as can be told" : "worse"
            return [
                .sentence(
                    "\(NumberText.signed(difference.difference)) (\(range(difference.interval))) against model"
                        + " \(difference.version): \(verdict)")
            ]
        case .notComparable(let version, let reason):
            return [.sentence("model \(version) can't be compared: \(reason)")]
        }
    }

    var front: [Line] {
        guard let front = analysis.front, front.points.count > 1 else { return [] }
        let names = front.objectives.map { "\(name($0.name)) (\($0.goal.rawValue))" }.joined(separator: ", ")
        let onFront = front.points.filter(\.isOnFront)
        let examples = onFront.prefix(3).map { point in
            "\(short(point.trial)) \(point.values.map(NumberText.short).joined(separator: " / "))"
        }
        return [
            .sentence(
                "\(onFront.count.grouped) of \(front.points.count.grouped) on the front of \(names): "
                    + examples.joined(separator: ", ") + (onFront.count > 3 ? " …" : ""))
        ]
    }

    var importance: [Line] {
        analysis.importances.flatMap { importance -> [Line] in
            let title =
                importance.evaluator == .pedANOVA
                ? "PED-ANOVA, for reaching the best tenth" : "functional ANOVA, of the variance"
            return [.sentence("\(title); \(importance.count.grouped) points")] + bars(of: importance)
                + (importance.warning.map { [.sentence($0)] } ?? [])
        }
    }

    private func bars(of importance: ParameterImportance) -> [Line] {
        var bars = importance.shares.prefix(Self.bars).map { share in
            (name: share.parameters.map(name).joined(separator: " × "), share: share.share)
        }
        if let residual = importance.residual, residual > 0 { bars.append(("(unexplained)", residual)) }
        let width = bars.map { DisplayWidth.of($0.name) }.max() ?? 0
        return bars.map { bar in
            let padding = String(repeating: " ", count: width - DisplayWidth.of(bar.name))
            return .drawing("\(bar.name)\(padding)  \(NumberText.percent(bar.share))  \(Bar.text(share: bar.share))")
        }
    }
}
