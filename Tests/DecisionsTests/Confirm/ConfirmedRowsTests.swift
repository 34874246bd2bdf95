import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import Statistics
import SweepModel
import TestSupport
import Testing

@Suite("How sure a confirmation is") struct ConfirmedRowsTests {
    private static let id = "digits-confirm-4567cdef"

    private func confirmation(_ wrong: [[[Int]]], rows: Int? = nil) throws -> Decisions.Confirmation {
        let board = try Board.classifiers()
        try board.confirm(Self.id, wrong, rows: rows)
        return try #require(try Confirmation(Self.id, in: board.results, store: board.store))
    }

    @Test("Under one seed the interval over test rows is Wilson's, and McNemar's test finds who is tied")
    func oneSeed() throws {
        let found = try confirmation([[Array(0..<10)], [Array(10..<50)]])
        #expect(found.points[0].testInterval == Proportion(successes: 90, count: 100)?.wilson())
        #expect(found.points[1].testInterval == Proportion(successes: 60, count: 100)?.wilson())
        let tied = try #require(found.tied)
        #expect(tied.test == .mcNemar && tied.trials == ["t0000000"])
        #expect(tied.comparisons[0].p == McNemarTest(firstOnly: 10, secondOnly: 40)?.midPValue)
    }

    @Test("Over several seeds it is Student's, of the rows' means, and points that differ by little are tied")
    func seeds() throws {
        let found = try confirmation([[Array(0..<10), Array(0..<12)], [Array(0..<11), Array(0..<12)]])
        let means = (0..<100).map { $0 < 10 ? 1.0 : $0 < 12 ? 0.5 : 0 }
        let test = try #require(PairedTTest(differences: means)).test
        let half = (try #require(test.interval()).width) / 2
        let interval = try #require(found.points[0].testInterval)
        #expect(agree(interval.lower, 0.89 - half, within: 1e-6) && agree(interval.upper, 0.89 + half, within: 1e-6))
        #expect(found.tied?.test == .pairedRows && found.tied?.trials == ["t0000000", "t0000001"])
    }

    @Test("No model is surer than its rows, however few are wrong, and none scores above 1")
    func perfect() throws {
        let found = try confirmation([[[]], [[3]]])
        let interval = try #require(found.points[0].testInterval)
        #expect(interval.upper == 1 && interval.lower > 0.95 && interval.lower < 0.97)
        let almost = try confirmation([[[], [0]], [[1], [2]]])
        #expect(try #require(almost.points[0].testInterval).upper <= 1)
    }

    @Test("The test part's rows are those that were recorded, else those that are kept")
    func rows() throws {
        #expect(try confirmation([[[0]]]).testRows == 100)
        #expect(try confirmation([[[0]]], rows: 54_321).testRows == 54_321)
    }

    @Test("Trials that begin alike get as many digits of their ids as tell them apart")
    func digits() throws {
        let board = try Board.classifiers()
        #expect(try confirmation([[[0]]]).trialDigits == 8)
        try board.add(
            (1...3).map { .classifier("aaaaaaaab\($0)", 6 + $0, wrong: [0], of: 50) },
            work: .builtIn())
        try board.confirm(Self.id, [[[0]]])
        #expect(try Confirmation(Self.id, in: board.results, store: board.store)?.trialDigits == 10)
    }

    @Test("A program that reports no test metric has scored nothing: that is no look, and says so")
    func nothingScored() throws {
        let board = try Board([.scored("a", 0, 0.9), .scored("b", 1, 0.8)])
        try board.keep(.sample())
        var work = WorkDocument.sample(sweep: Self.id, trialCount: 1, seeds: [1])
        let order = ConfirmationOrder(sweep: judged, trials: ["a"], scoresTest: true)
        work.confirms = order
        try board.keep(work)
        let split = try #require(TestSplit(of: work))
        let ledger = TestLedger(split, in: board.store)
        try ledger.record(TestScoring(confirmation: Self.id, order: order, seeds: [1], by: "ada", at: 1))
        func history() throws -> TestHistory { try TestHistory(of: [judged], in: board.store, results: board.results) }
        #expect(try history().unscored.isEmpty)
        var again = TrialOutcome.scored("c", 0, 0.9, seed: 1)
        again.sweep = Self.id
        try board.add([again], work: work)
        #expect(try history().unscored == [Self.id] && history().json[0]?["scored"] == false)
        #expect(try Confirmation(Self.id, in: board.results, store: board.store)?.scoredNothing == true)
        let other = TestScoring(confirmation: "other", order: order, seeds: [2], by: "ada", at: 2)
        #expect(throws: ConfirmationError.self) { try ledger.check(other) }
        try ledger.check(other, unscored: history().unscored)
    }
}
