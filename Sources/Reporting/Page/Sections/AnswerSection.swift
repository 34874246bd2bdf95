internal import Decisions
internal import SweepModel

/// What to do, by which rule, and the few numbers that it rests on.
struct AnswerSection {
    private let group: PageGroup

    init(_ group: PageGroup) { self.group = group }

    var html: String {
        var html = "<section class=\"answer\" id=\"\(group.name("answer"))\"><h2>Recommendation</h2>"
        html += "<p class=\"lead\">\(HTML.text(lead))</p>"
        if let recommendation = group.analysis?.recommendation {
            html += "<p class=\"rule\">\(HTML.text(PageText.sentence(recommendation.reason)))</p>"
            if let command = recommendation.command { html += "<pre><code>\(HTML.text(command))</code></pre>" }
        }
        let facts = facts.map { fact in
            "<div><dt>\(HTML.text(fact.name))</dt><dd>\(HTML.text(fact.value))<small>\(HTML.text(fact.more))</small></dd></div>"
        }
        return html + "<dl class=\"facts\">\(facts.joined())</dl></section>"
    }

    private var lead: String {
        switch group.analysis?.recommendation.action {
        case .promote(let trial): return "Promote trial \(group.short(trial))."
        case .keepChampion(let version): return "Keep the champion, version \(version)."
        case .confirm(let points, let seeds, let trials):
            let more = PageText.count(trials, "more trial")
            return
                "Run \(more) first: \(PageText.count(points, "candidate")), \(PageText.count(seeds, "fresh seed")) each."
        case .finish(let confirmation, let missing):
            return "Wait for \(HTML.cut(confirmation)) first: \(PageText.count(missing, "trial")) to come."
        case .some(.none): return "Nothing can be recommended."
        case nil:
            guard let best = group.ranked.first, let value = best.value else { return "No trial has a score yet." }
            return
                "Best so far: trial \(group.short(best.trial)) with \(PageText.number(value)). Not analysed: no rule has judged it."
        }
    }

    private struct Fact {
        let name: String
        let value: String
        let more: String
    }

    private var facts: [Fact] {
        var facts: [Fact] = []
        if let best = group.ranked.first, let value = best.value {
            facts.append(
                Fact(name: "Reported", value: PageText.number(value), more: "by \(group.short(best.trial)), the best"))
        }
        if let analysis = group.analysis {
            facts.append(expected(analysis.expected))
            if let tied = analysis.tied {
                facts.append(
                    Fact(
                        name: "Tied with the best", value: tied.trials.count.grouped,
                        more: "of \(analysis.candidates.count.grouped) candidates"))
            }
            if let fact = champion(analysis.champion) { facts.append(fact) }
            if let choice = analysis.simplest {
                facts.append(
                    Fact(
                        name: "Simplest within one standard error", value: group.short(choice.trial),
                        more:
                            "\(HTML.cut(choice.measure)) \(PageText.number(choice.complexity)), the best one's \(PageText.number(choice.bestComplexity))"
                    ))
            }
        }
        return facts
    }

    private func expected(_ score: ExpectedScore) -> Fact {
        switch score {
        case .tested(let test):
            Fact(
                name: "Expected", value: PageText.number(test.value),
                more: (test.interval.map { PageText.interval($0) + ", " } ?? "") + "test split")
        case .corrected(let score):
            Fact(
                name: "Expected", value: PageText.number(score.value),
                more: (score.interval.map { PageText.interval($0) + ", " } ?? "") + "bias-corrected")
        case .notEstimated: Fact(name: "Expected", value: "not estimated", more: "see below")
        }
    }

    private func champion(_ champion: ChampionComparison) -> Fact? {
        let name = "Against the champion"
        switch champion {
        case .none: return nil
        case .same(let version): return Fact(name: name, value: "the same", more: "version \(version)")
        case .compared(let difference):
            let sign = difference.difference > 0 ? "+" : ""
            return Fact(
                name: name, value: sign + PageText.number(difference.difference),
                more: PageText.interval(difference.interval) + ", version \(difference.version)")
        case .notComparable(let version, _):
            return Fact(name: name, value: "not comparable", more: "version \(version)")
        }
    }
}
