import Decisions
import Foundation
import JSON
import ObjectStore
import Reporting
import ResultStore
import SweepModel
import TestSupport
import Testing

/// A sweep as it is judged, and as its leaderboard shows it.
private struct Judged {
    let analysis: SweepAnalysis
    let comparison: Comparison

    init(_ outcomes: [TrialOutcome], work: WorkDocument = .sample(), _ options: ComparisonOptions = ComparisonOptions())
        throws
    {
        let folder = try TemporaryFolder()
        let store = try FolderStore(root: folder.path)
        let results = try ResultStore(path: folder.path + "/results.sqlite", access: .writing)
        let records = outcomes.enumerated().map { index, outcome in
            OutcomeRecord(outcome: outcome, place: RecordPlace(generation: 1, part: 1, pack: "p0000", line: index + 1))
        }
        try results.merge([OutcomeObject(key: "object", records: records)], into: work)
        comparison = try Comparison(of: [work.sweep], in: results, options: options)
        analysis = try #require(
            try SweepAnalysis.all(of: [work.sweep], in: results, registry: Registry(store: store)).first)
    }

    func text(width: Int, style: TextStyle = .plain) -> String {
        AnalysisScreen(analysis, trialDigits: 8).text(width: width, style: style)
    }
}

@Suite("The judgement on a terminal") struct AnalysisScreenTests {
    /// Three classifiers of two parameters; two are tied.
    private func tied() throws -> Judged {
        try Judged(
            [
                .classifier(
                    "3f2a9c1b00000000", 0, wrong: Array(0..<10), of: 100, parameters: ["l2": 1, "rate": 0.1], size: 650),
                .classifier(
                    "77b0aa1200000000", 1, wrong: Array(1..<12), of: 100, parameters: ["l2": 2, "rate": 0.1], size: 90),
                .classifier(
                    "0c9d3e4f00000000", 2, wrong: Array(40..<80), of: 100, parameters: ["l2": 3, "rate": 0.2], size: 90),
            ], work: .sample(trialCount: 3))
    }

    @Test("A wide terminal has a thing a line")
    func wide() throws {
        let text = try tied().text(width: 120)
        #expect(
            text == """
                best        0.9000 ± 0.03015 reported by 3f2a9c1b, the best of 3
                expected    0.8910 (0.8108 … 0.9706) on new data, by bootstrap, corrected for the choice
                tied        2 of 3: McNemar's test (mid-p) over 100 validation rows, Holm's adjustment
                            3f2a9c1b                 ●           the best
                            77b0aa12  ├───────────●──┼────────┤  -0.01000 (-0.04819 … 0.02858)
                simplest    77b0aa12 with model_parameters 90 in place of 650, of 2 within one standard error
                trade-off   2 of 3 on the front of validation_accuracy (maximize), model_parameters (minimize): 3f2a9c1b 0.9000/650,
                            77b0aa12 0.8900/90
                importance  PED-ANOVA, for reaching the best tenth; 3 points
                            rate   95 %  ███████▋
                            l2      5 %  ▌
                            rests on 3 points, 1 of them among the best tenth: unsteady
                watch       one seed a point: how much training itself varies is not measured
                            the best l2, 1, is the lowest tried: look further, where it can go further
                next        run 6 more: 2 points under 3 fresh seeds: 2 candidates can't be told apart; fresh seeds may
                            stepsweep confirm digits-0123abcd --without-test

                """)
    }

    @Test("A terminal of 80 columns breaks sentences between words, and never a command")
    func eighty() throws {
        let text = try tied().text(width: 80)
        #expect(
            text == """
                best        0.9000 ± 0.03015 reported by 3f2a9c1b, the best of 3
                expected    0.8910 (0.8108 … 0.9706) on new data, by bootstrap, corrected for
                            the choice
                tied        2 of 3: McNemar's test (mid-p) over 100 validation rows, Holm's
                            adjustment
                            3f2a9c1b                 ●           the best
                            77b0aa12  ├───────────●──┼────────┤  -0.01000 (-0.04819 … 0.02858)
                simplest    77b0aa12 with model_parameters 90 in place of 650, of 2 within one
                            standard error
                trade-off   2 of 3 on the front of validation_accuracy (maximize),
                            model_parameters (minimize): 3f2a9c1b 0.9000/650, 77b0aa12 0.8900/90
                importance  PED-ANOVA, for reaching the best tenth; 3 points
                            rate   95 %  ███████▋
                            l2      5 %  ▌
                            rests on 3 points, 1 of them among the best tenth: unsteady
                watch       one seed a point: how much training itself varies is not measured
                            the best l2, 1, is the lowest tried: look further, where it can go
                            further
                next        run 6 more: 2 points under 3 fresh seeds: 2 candidates can't be told
                            apart; fresh seeds may
                            stepsweep confirm digits-0123abcd --without-test

                """)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test("On a terminal with colours labels are bold and the advice is green; the words are the same")
    func ansi() throws {
        let text = try tied().text(width: 80, style: .ansi)
        #expect(text.contains("\u{1B}[1mexpected\u{1B}[0m    0.8"))
        #expect(text.contains("\u{1B}[1mnext\u{1B}[0m        \u{1B}[32mrun 6 more"))
        let plain = text.replacing(/\u{1B}\[\d+m/, with: "")
        #expect(plain == (try tied().text(width: 80)))
    }

    @Test("Where nothing succeeded it says what to look at")
    func nothing() throws {
        let judged = try Judged([.sample("a", failure: .timeout)], work: .sample(trialCount: 1))
        #expect(
            judged.text(width: 80) == """
                watch       1 of 1 trials failed: 1 timeout
                next        nothing to promote: no trial has succeeded
                            stepsweep compare digits-0123abcd --filter status=failed

                """)
    }

    @Test("Hostile names are shown as text, and none of them fills the screen")
    func hostile() throws {
        let name = "\u{1B}[31m<script>" + String(repeating: "🦊 x", count: 3_000) + "\n"
        let judged = try Judged(
            [
                .classifier("aaaaaaaa", 0, wrong: [0], of: 50, parameters: [name: 1]),
                .classifier("bbbbbbbb", 1, wrong: [0, 1], of: 50, parameters: [name: 2]),
                .classifier("cccccccc", 2, wrong: [0, 1, 2], of: 50, parameters: [name: 3]),
            ])
        for width in [20, 80, 200] {
            let text = judged.text(width: width)
            #expect(!text.contains("\u{1B}") && text.contains("\\x1b[31m<script>"))
            #expect(text.count < 100 * width)
        }
        let metric = WorkDocument.sample(metric: Metric(name: name, goal: .maximize))
        let one = try Judged([.sample("aaaaaaaa", metrics: [name: 1])], work: metric).text(width: 80)
        #expect(!one.contains("\u{1B}") && one.split(separator: "\n").count < 20)
    }

    @Test("The leaderboard marks the tied rows, where there are any")
    func marks() throws {
        let judged = try tied()
        let screen = LeaderboardScreen(judged.comparison, analyses: [judged.analysis])
        #expect(
            screen.text(width: 110) == """
                digits-0123abcd  validation_accuracy, maximize
                3 trials: 3 succeeded
                best 0.9000 by 3f2a9c1b

                rank  trial     tied  validation_accuracy  0.6000  …  0.9000  model_parameters  l2  rate   time  status
                   1  3f2a9c1b  =                  0.9000  ────────────────●               650   1   0.1  2.0 s  succeeded
                   2  77b0aa12  =                  0.8900  ───────────────●─                90   2   0.1  2.0 s  succeeded
                   3  0c9d3e4f                     0.6000  ●────────────────                90   3   0.2  2.0 s  succeeded

                """)
        let chosen = try Judged(
            [.classifier("aaaaaaaa", 0, wrong: [0], of: 50), .classifier("bbbbbbbb", 1, wrong: [0], of: 50)],
            ComparisonOptions(columns: ["rank", "trial"]))
        #expect(!LeaderboardScreen(chosen.comparison, analyses: [chosen.analysis]).text(width: 100).contains("tied"))
        let alone = try Judged(
            [.classifier("aaaaaaaa", 0, wrong: [0], of: 50), .classifier("bbbbbbbb", 1, wrong: Array(5..<40), of: 50)])
        #expect(!LeaderboardScreen(alone.comparison, analyses: [alone.analysis]).text(width: 100).contains("tied"))
    }

    @Test("Rows that nobody asked to leave out come with the way to see them")
    func cut() throws {
        let screen = LeaderboardScreen(try digits(ComparisonOptions(top: 2)), saysHowToSeeAll: true)
        #expect(screen.text(width: 200).contains("\n2 of 5 trials shown; --top 5 shows all\n"))
    }
}
