import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import Statistics
import SweepModel
import TestSupport
import Testing

@Suite("A candidate against the model in production") struct ChampionTests {
    private let wrong = [Array(0..<10), Array(5..<22), Array(30..<60)]

    private func outcomes(_ sweep: String = judged, _ digit: String = "a") -> [TrialOutcome] {
        wrong.enumerated().map { index, wrong in
            var outcome = TrialOutcome.classifier(
                "\(digit)000000\(index)", index, wrong: wrong, of: 100, sweep: sweep, size: Double(10 - index))
            outcome.model = "model"
            return outcome
        }
    }

    private func promote(_ trial: String, of sweep: String = judged, in board: Board) throws {
        try board.store.put("model", Data("model".utf8))
        _ = try Registry(store: board.store).promote(
            PromotionRequest(
                sweep: sweep, trial: trial, alias: .champion, override: "set-up", by: "ada", at: 1_700_000_000),
            from: board.results)
    }

    @Test("Without a champion there is no comparison")
    func none() throws { #expect(try Board(outcomes()).judge().champion == .none) }

    @Test("The candidate may be the champion itself: keep it")
    func same() throws {
        let board = try Board(outcomes())
        try promote("a0000000", in: board)
        let analysis = try board.judge()
        #expect(analysis.champion == .same(version: 1))
        #expect(analysis.recommendation.action == .keepChampion(version: 1))
        #expect(analysis.recommendation.reason == "the candidate is the champion already")
    }

    @Test("A champion of the same sweep is compared row by row; zero within the interval keeps it")
    func tied() throws {
        let board = try Board(outcomes())
        try promote("a0000001", in: board)
        let analysis = try board.judge()
        guard case .compared(let difference) = analysis.champion else { Issue.record("not compared"); return }
        #expect(agree(difference.difference, 0.07) && difference.championScore == 0.83 && !difference.isBetter)
        #expect(agree(difference.p, 0.0962524414062) && agree(difference.interval.upper, 0.149055976998))
        #expect(analysis.recommendation.action == .keepChampion(version: 1))
        #expect(analysis.recommendation.reason == "zero lies within the interval of the difference from it")
    }

    @Test("A candidate that is better goes on to confirmation or promotion")
    func better() throws {
        let board = try Board(outcomes())
        try promote("a0000002", in: board)
        let analysis = try board.judge()
        guard case .compared(let difference) = analysis.champion else { Issue.record("not compared"); return }
        #expect(difference.isBetter && agree(difference.interval.lower, 0.0790723066476))
        #expect(analysis.recommendation.action == .confirm(points: 2, seeds: 3, trials: 6))
    }

    @Test("A champion of another sweep is compared where data and split are the same, wherever the files lay")
    func otherSweep() throws {
        let board = try Board(outcomes(), work: .builtIn())
        try board.keep(.builtIn())
        let old = WorkDocument.builtIn("old-00000001", path: "elsewhere.csv", standardize: false)
        try board.add(outcomes("old-00000001", "b"), work: old)
        try board.keep(old)
        try promote("b0000002", of: "old-00000001", in: board)
        guard case .compared(let difference) = try board.judge().champion else { Issue.record("not compared"); return }
        #expect(agree(difference.difference, 0.20) && difference.trial == "b0000002" && difference.isBetter)
    }

    static let others: [(String, WorkDocument)] = [
        ("data", .builtIn("old-00000001", data: "d2")),
        ("split", .builtIn("old-00000001", split: DataSource.Split(seed: 1))),
        ("folds", .builtIn("old-00000001", folds: 5)),
    ]

    @Test("Other data, another split or other folds can't be compared", arguments: others)
    func notComparable(name: String, old: WorkDocument) throws {
        let board = try Board(outcomes(), work: .builtIn())
        try board.keep(.builtIn())
        try board.add(outcomes("old-00000001", "b"), work: old)
        try board.keep(old)
        try promote("b0000002", of: "old-00000001", in: board)
        #expect(
            try board.judge().champion
                == .notComparable(version: 1, reason: "it was scored on other data, or another split of them"))
    }

    @Test("Without work documents a sweep is comparable with itself alone")
    func noDocuments() throws {
        let board = try Board(outcomes())
        try board.add(outcomes("old-00000001", "b"), work: .sample(sweep: "old-00000001"))
        try promote("b0000002", of: "old-00000001", in: board)
        guard case .notComparable = try board.judge().champion else { Issue.record("compared"); return }
    }

    @Test("Another metric, or nothing stored of rows, can't be compared, with the reason")
    func otherMetric() throws {
        let board = try Board([.scored("aaaaaaaa", 0, 0.5)])
        let loss = WorkDocument.sample(sweep: "old-00000001", metric: Metric(name: "loss"))
        var old = TrialOutcome.sample("bbbbbbbb", sweep: "old-00000001", metrics: ["loss": 1])
        old.model = "model"
        try board.add([old], work: loss)
        try promote("bbbbbbbb", of: "old-00000001", in: board)
        #expect(try board.judge().champion == .notComparable(version: 1, reason: "it was chosen by loss"))
    }

    @Test("Sweeps on the same rows are judged together, others each by itself")
    func pools() throws {
        let board = try Board(outcomes(), work: .builtIn())
        try board.keep(.builtIn())
        let (second, third) = (WorkDocument.builtIn("next-00000001"), WorkDocument.builtIn("else-00000001", data: "d2"))
        for (work, digit) in [(second, "b"), (third, "c")] {
            try board.add(outcomes(work.sweep, digit), work: work)
            try board.keep(work)
        }
        let analyses = try SweepAnalysis.all(
            of: [judged, third.sweep, second.sweep, judged], in: board.results, registry: Registry(store: board.store))
        #expect(analyses.map(\.sweeps) == [[judged, "next-00000001"], ["else-00000001"]])
        #expect(analyses[0].candidates.count == 6 && analyses[0].tied?.comparisons.count == 5)
        #expect(analyses[0].worthConfirming == ["a0000000", "a0000001"])
        #expect(analyses[0].recommendation.command == "stepsweep confirm digits-0123abcd")
    }
}
