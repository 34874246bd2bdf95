internal import Decisions
internal import SweepModel

/// The paragraphs beside the first plots: what was tested, and how.
struct EvidenceText {
    private let group: PageGroup

    init(_ group: PageGroup) { self.group = group }

    var tied: String {
        guard let analysis = group.analysis else { return "" }
        guard let tied = analysis.tied else {
            return paragraph("Nothing tells two candidates apart. \(evidence(analysis.evidence))")
        }
        let count = tied.trials.count
        let head =
            count == 1
            ? "No other candidate is tied with the best, \(group.short(tied.best))."
            : "\(count.grouped) of \(analysis.candidates.count.grouped) candidates can't be told from the best, \(group.short(tied.best))."
        let untested = tied.untested > 0 ? " \(tied.untested.grouped) could not be tested." : ""
        return paragraph(
            "\(head)\(untested) Test: \(Self.words(tied.test)), corrected by Holm's method over \(PageText.count(tied.comparisons.count, "comparison")); together they err in at most \(PageText.percent(1 - tied.confidence)) of sweeps. \(evidence(analysis.evidence))"
        )
            + simplest(analysis)
    }

    private func simplest(_ analysis: SweepAnalysis) -> String {
        guard let choice = analysis.simplest else { return "" }
        return paragraph(
            "One-standard-error rule: of the \(PageText.count(choice.eligible, "candidate")) at \(PageText.number(choice.threshold)) or better, \(group.short(choice.trial)) has the least \(HTML.cut(choice.measure)) (\(PageText.number(choice.complexity)); the best one's is \(PageText.number(choice.bestComplexity)))."
        )
    }

    var champion: String {
        guard let champion = group.analysis?.champion else { return "" }
        let text =
            switch champion {
            case .none: "No champion is in production: there is nothing to compare with."
            case .same(let version): "The recommended trial is the champion, version \(version)."
            case .notComparable(let version, let reason):
                "Version \(version) can't be compared: \(HTML.cut(reason, to: 400))."
            case .compared(let difference): compared(difference)
            }
        return "<h3 id=\"\(group.name("champion"))\">Against the champion</h3>" + paragraph(text)
    }

    private func compared(_ difference: ChampionComparison.Difference) -> String {
        let verdict = difference.isBetter ? "the candidate is better" : "no difference is shown"
        return
            "Against version \(difference.version) (\(group.short(difference.trial)), \(PageText.number(difference.championScore))): difference \(PageText.number(difference.difference)), 95 % interval \(PageText.interval(difference.interval)), p = \(PageText.number(difference.p)): \(verdict)."
    }

    var health: String {
        guard let analysis = group.analysis else { return paragraph("Not analysed.") }
        guard !analysis.health.isEmpty else {
            return paragraph("Nothing found that makes the numbers less trustworthy than they look.")
        }
        let items = analysis.health.map { "<li>\(HTML.text(Self.sentence($0)))</li>" }
        return "<ul class=\"findings\">\(items.joined())</ul>"
    }

    private func paragraph(_ text: String) -> String { "<p>\(HTML.text(text))</p>" }

    private func evidence(_ evidence: Evidence) -> String {
        switch evidence {
        case .rows(let count, let areErrors):
            "Evidence: \(PageText.count(count, "validation row")) that every trial was scored on"
                + (areErrors ? ", right or wrong." : ".")
        case .folds(let runs, let folds):
            "Evidence: \(PageText.count(folds, "fold"))" + (runs > 1 ? ", \(runs) times." : ".")
        case .seeds(let count):
            "Evidence: \(PageText.count(count, "seed")) on one validation split: training noise alone."
        case .none(let reason): "Evidence: none, \(HTML.cut(reason, to: 300))."
        }
    }

    private static func words(_ test: TiedSet.Test) -> String {
        switch test {
        case .mcNemar: "McNemar's, mid-p, on rows that one model gets right and the other wrong"
        case .pairedRows: "Student's paired t over rows"
        case .correctedFolds: "Nadeau and Bengio's corrected resampled t over folds"
        case .seeds: "Welch's t over seeds"
        }
    }
}

extension EvidenceText {
    static func sentence(_ finding: HealthFinding) -> String {
        switch finding {
        case .failed(let count, let planned, let reasons):
            "\(count.grouped) of \(PageText.count(planned, "trial")) failed: \(counted(reasons))."
        case .missing(let count, let planned):
            "\(count.grouped) of \(PageText.count(planned, "trial")) have no outcome."
        case .differentData(let digests):
            "Trials were trained on \(digests.count) different data files and are not comparable: \(counted(digests.reduce(into: [:]) { $0[HTML.cut($1.key, to: 13)] = $1.value }))."
        case .oneSeed: "Every point has one seed: how much training itself varies is not measured."
        case .unevenSeeds(let points): "\(PageText.count(points, "point")) have fewer succeeded seeds than others."
        case .seedsWithoutEffect(let points):
            "\(PageText.count(points, "point")) of several seeds score the same under each: one is enough."
        case .openConfirmation(let open):
            "\(HTML.cut(open.confirmation)) confirms it and "
                + (open.missing.map { missing in
                    "\(open.isRunning ? "is under way" : "was left unfinished"): \(PageText.count(missing, "trial")) without an outcome."
                } ?? "is not in this store: it runs or ran elsewhere, or never began.")
        case .damagedRecord(let key):
            "\(HTML.cut(key, to: 120)) is not the record that was written: nobody knows how often the test rows were scored, and confirm won't score them before it is restored."
        case .edge(let parameter, let value, let isHighest):
            "The best \(HTML.cut(parameter)), \(HTML.cut(ParameterText.text(value))), is the \(isHighest ? "highest" : "lowest") that was tried: a better one may lie beyond."
        case .equalScores(let count, let score):
            "\(PageText.count(count, "trial")) share the best score, \(PageText.number(score)), exactly."
        }
    }

    private static func counted(_ counts: [String: Int]) -> String {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }.joined(
            separator: ", ")
    }
}
