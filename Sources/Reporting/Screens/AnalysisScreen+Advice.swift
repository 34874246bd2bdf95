internal import Decisions
internal import JSON
internal import SweepModel

/// What to look after, and what to do next.
extension AnalysisScreen {
    var health: [Line] { analysis.health.map { .sentence(text(of: $0)) } }

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
        case .unevenSeeds(let points):
            return points == 1
                ? "1 point has fewer seeds than others" : "\(points.grouped) points have fewer seeds than others"
        case .seedsWithoutEffect(let points):
            return points == 1
                ? "1 point scores the same under every seed: one is enough"
                : "\(points.grouped) points score the same under every seed: one is enough"
        case .openConfirmation(let open): return text(of: open)
        case .damagedRecord(let key):
            return
                "\(key) is not the record that was written: nobody knows how often the test rows were scored, and `confirm` won't score"
                + " them before it is restored from a backup"
        case .edge(let parameter, let value, let isHighest):
            return "the best \(name(parameter)), \(value.double.map(NumberText.short) ?? value.text()), is the"
                + " \(isHighest ? "highest" : "lowest") tried: look further, where it can go further"
        case .equalScores(let count, let score):
            let who =
                count == analysis.candidates.count
                ? "all \(count.grouped) points have one and the same" : "\(count.grouped) points share the best"
            return "\(who) score, \(NumberText.short(score)); the first in the grid leads"
        }
    }

    private func text(of open: OpenConfirmation) -> String {
        guard let missing = open.missing else {
            return
                "\(open.confirmation) confirms it, and is not in this store: it runs or ran elsewhere, or never began"
        }
        let trials = "\(missing.grouped) of its trials \(missing == 1 ? "has" : "have") no outcome"
        return open.isRunning
            ? "a confirmation is under way, \(open.confirmation): \(trials) yet"
            : "a confirmation was left unfinished, \(open.confirmation): \(trials); `stepsweep resume \(open.confirmation)` goes on"
    }

    var next: [Line] {
        let advice = analysis.recommendation
        let action =
            switch advice.action {
            case .promote(let trial): "promote \(short(trial))"
            case .keepChampion(let version): "keep the champion, model \(version)"
            case .confirm(let points, let seeds, let trials):
                "run \(trials) more: \(points) \(points == 1 ? "point" : "points") under \(seeds == 1 ? "1 fresh seed" : "\(seeds) fresh seeds")"
            case .finish(let confirmation, _):
                advice.command?.contains(" watch ") == true ? "wait for \(confirmation)" : "finish \(confirmation)"
            case .none: "nothing to promote"
            }
        return [.sentence("\(action): \(advice.reason)")] + (advice.command.map { [.command($0)] } ?? [])
    }
}
