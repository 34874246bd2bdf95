import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import Statistics
import SweepModel
import TestSupport
import Testing

@Suite("What to do, and by which rule") struct RecommendationTests {
    private func judge(_ outcomes: [TrialOutcome]) throws -> Recommendation {
        try Board(outcomes).judge().recommendation
    }

    @Test("Where nothing succeeded there is nothing to promote, and the failures are shown")
    func nothing() throws {
        let advice = try judge([.sample("a", failure: .timeout), .sample("b", index: 1, failure: .timeout)])
        #expect(advice.action == .none && advice.reason == "no trial has succeeded")
        #expect(advice.command == "stepsweep compare digits-0123abcd --filter status=failed")
        let empty = try judge([])
        #expect(empty.action == .none && empty.reason == "no trial has a score yet" && empty.command == nil)
        #expect(!empty.isToPromote)
    }

    @Test("A best that every other candidate is worse than is promoted, by as many digits of its id as tell it apart")
    func alone() throws {
        let advice = try judge([
            .classifier("aaaaaaaab1111111", 0, wrong: [0], of: 200),
            .classifier("aaaaaaaab2222222", 1, wrong: Array(50..<100), of: 200),
        ])
        #expect(advice.action == .promote(trial: "aaaaaaaab1111111") && advice.isToPromote)
        #expect(advice.reason == "it stands alone: every other candidate is worse")
        #expect(advice.command == "stepsweep promote digits-0123abcd --trial aaaaaaaab1 --as challenger")
    }

    @Test("Seeds tell of one validation split alone, and the reason says so")
    func seeds() throws {
        let advice = try judge(TrialOutcome.seeded([[0.90, 0.901, 0.902], [0.5, 0.501, 0.502]]))
        #expect(advice.action == .promote(trial: "p0s2"))
        #expect(advice.reason == "every other candidate is worse over its seeds, as far as one validation split tells")
    }

    @Test("One number a trial is confirmed, eight points at most")
    func numbers() throws {
        let board = try Board((0..<12).map { .scored("t\($0)", $0, 0.9 - 0.01 * Double($0)) })
        let analysis = try board.judge()
        #expect(analysis.recommendation.action == .confirm(points: 8, seeds: 3, trials: 24))
        #expect(analysis.recommendation.reason == "one number a trial tells no two apart; fresh seeds may")
        #expect(analysis.worthConfirming == (0..<8).map { "t\($0)" })
        #expect(analysis.recommendation.command == "stepsweep confirm digits-0123abcd --without-test")
    }

    @Test("Of many tied candidates the simplest is confirmed in the last place")
    func simplest() throws {
        let analysis = try Board(
            (0..<12).map { .classifier("t\($0)", $0, wrong: [0], of: 50, size: Double(20 - $0)) }
        ).judge()
        #expect(analysis.simplest?.trial == "t11")
        #expect(analysis.worthConfirming == (0..<7).map { "t\($0)" } + ["t11"])
    }

    @Test("The test rows are part of the advice while nobody has scored them")
    func freshTestRows() throws {
        let tied = (0..<2).map { TrialOutcome.classifier("t\($0)", $0, wrong: [0], of: 50) }
        let work = WorkDocument.builtIn()
        let board = try Board(tied, work: work)
        try board.keep(work)
        let advice = try board.judge().recommendation
        #expect(advice.reason == "2 candidates can't be told apart; fresh seeds and the test rows may")
        #expect(advice.command == "stepsweep confirm digits-0123abcd")
        let split = try #require(TestSplit(of: work))
        try TestLedger(split, in: board.store).record(
            TestScoring(
                confirmation: "other", order: ConfirmationOrder(sweep: "other", trials: ["x"], scoresTest: true),
                seeds: [1],
                by: "ada", at: 1))
        let second = try board.judge().recommendation
        #expect(second.reason == "2 candidates can't be told apart; fresh seeds may")
        #expect(second.command == "stepsweep confirm digits-0123abcd --without-test")
    }
}

@Suite("Judging behind a confirmation") struct ConfirmedTests {
    private static let confirmation = "digits-confirm-4567cdef"

    /// Two tied classifiers; the confirmation finds the second one better on 100 test rows, by means over two seeds.
    private func board(scoresTest: Bool, isFinished: Bool = true) throws -> Board {
        let trials = (0..<2).map { TrialOutcome.classifier("t000000\($0)", $0, wrong: [0], of: 50, size: 10) }
        let board = try Board(trials, work: .builtIn())
        try board.keep(.builtIn())
        var work = WorkDocument.builtIn(Self.confirmation)
        work.confirms = ConfirmationOrder(sweep: judged, trials: trials.map(\.trial), scoresTest: scoresTest)
        work.trialCount = isFinished ? 4 : 5
        try board.keep(work)
        let wrong = [[Array(0..<20), Array(0..<20)], [Array(0..<10), Array(0..<14)]]
        var outcomes: [TrialOutcome] = []
        for (point, seeds) in wrong.enumerated() {
            for (seed, wrong) in seeds.enumerated() {
                var outcome = TrialOutcome.classifier(
                    "c\(point)s\(seed)", 2 * point + seed, wrong: wrong, of: 100, sweep: Self.confirmation,
                    seed: 5 + seed,
                    point: point, parameters: ["l2": .integer(point)])
                if scoresTest {
                    outcome.metrics["test_accuracy"] = 1 - Double(wrong.count) / 100
                    (outcome.testLosses, outcome.testErrors) = (outcome.validationLosses, outcome.validationErrors)
                }
                outcomes.append(outcome)
            }
        }
        try board.add(outcomes, work: work)
        try ConfirmationNote(confirmation: Self.confirmation, at: 1).keep(for: judged, in: board.store)
        return board
    }

    @Test("The expected score and the recommendation come from the test rows")
    func tested() throws {
        let analysis = try board(scoresTest: true).judge()
        guard case .tested(let score) = analysis.expected else { Issue.record("not tested"); return }
        #expect(score.rows == 100 && score.confirmation == Self.confirmation)
        #expect(abs(score.value - 0.88) < 0.005 && score.interval?.contains(0.88) == true)
        #expect(analysis.recommendation.action == .promote(trial: "t0000001"))
        #expect(analysis.recommendation.reason == "the best of 2 confirmed points on the test rows")
    }

    @Test("Without test rows fresh seeds decide, and the bootstrap still says what to expect")
    func freshSeeds() throws {
        let analysis = try board(scoresTest: false).judge()
        guard case .corrected = analysis.expected else { Issue.record("not corrected"); return }
        #expect(analysis.recommendation.action == .promote(trial: "t0000001"))
        #expect(analysis.recommendation.reason == "the best of 2 confirmed points under fresh seeds")
    }

    @Test("A confirmation of worse points alone decides nothing about the best")
    func others() throws {
        let trials: [TrialOutcome] = [
            .classifier("t0000000", 0, wrong: [0], of: 200),
            .classifier("t0000001", 1, wrong: Array(50..<100), of: 200),
        ]
        let board = try Board(trials, work: .builtIn())
        try board.keep(.builtIn())
        var work = WorkDocument.builtIn(Self.confirmation)
        work.confirms = ConfirmationOrder(sweep: judged, trials: ["t0000001"], scoresTest: false)
        work.trialCount = 1
        try board.keep(work)
        let again = TrialOutcome.classifier(
            "c0s0", 0, wrong: [0], of: 200, sweep: Self.confirmation, seed: 5, point: 0, parameters: ["l2": 1])
        try board.add([again], work: work)
        try ConfirmationNote(confirmation: Self.confirmation, at: 1).keep(for: judged, in: board.store)
        let analysis = try board.judge()
        #expect(analysis.recommendation.action == .promote(trial: "t0000000"))
        #expect(analysis.recommendation.reason == "it stands alone: every other candidate is worse")
    }

    @Test("A confirmation that has not ended decides nothing, and is to be finished")
    func running() throws {
        let analysis = try board(scoresTest: true, isFinished: false).judge()
        guard case .corrected = analysis.expected else { Issue.record("not corrected"); return }
        #expect(analysis.recommendation.action == .finish(confirmation: Self.confirmation, missing: 1))
    }
}
