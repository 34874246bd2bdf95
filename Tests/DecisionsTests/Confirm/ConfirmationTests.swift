import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import Statistics
import SweepModel
import TestSupport
import Testing

@Suite("Choosing what is confirmed, and reading it back") struct ConfirmationTests {
    private static let sweep = "digits-0123abcd"
    private static let id = "digits-confirm-4567cdef"

    /// Three points under two seeds, and one whose trials failed. By their means `b` is best, by a single trial `a`.
    private func board() throws -> Board {
        func trials(_ name: String, _ point: Int, _ values: [Double]) -> [TrialOutcome] {
            values.enumerated().map { seed, value in
                .sample(
                    "\(name)\(seed)", index: point * 2 + seed, point: point, seed: seed,
                    parameters: ["width": .integer(point)], metrics: ["validation_accuracy": value])
            }
        }
        return try Board(
            trials("a", 0, [0.99, 0.85]) + trials("b", 1, [0.95, 0.97]) + trials("c", 2, [0.5, 0.6])
                + [.sample("d0", index: 6, point: 3, failure: .diverged)],
            work: .sample(trialCount: 7, seeds: [0, 1]))
    }

    @Test("Points are chosen by their means over seeds, and their best seed stands for them")
    func top() throws {
        let results = try board().results
        #expect(try ConfirmationChoice(.top(2), of: Self.sweep, in: results).trials == ["b1", "a0"])
        #expect(try ConfirmationChoice(.top(9), of: Self.sweep, in: results).trials == ["b1", "a0", "c1"])
    }

    @Test("A trial that is named stands for its point; the same point is chosen once")
    func named() throws {
        let results = try board().results
        let choice = try ConfirmationChoice(.trials(["c0", "b0", "b1"]), of: Self.sweep, in: results)
        #expect(choice.trials == ["b1", "c1"])
        #expect(throws: DecisionError.unknownTrial(prefix: "x", sweep: Self.sweep)) {
            try ConfirmationChoice(.trials(["x"]), of: Self.sweep, in: results)
        }
        #expect(throws: DecisionError.ambiguousTrial(prefix: "a", sweep: Self.sweep, matches: ["a0", "a1"])) {
            try ConfirmationChoice(.trials(["a"]), of: Self.sweep, in: results)
        }
        #expect(throws: ConfirmationError.failedTrial(trial: "d0", reason: "diverged")) {
            try ConfirmationChoice(.trials(["d0"]), of: Self.sweep, in: results)
        }
    }

    @Test("Where no trial succeeded there is nothing to confirm")
    func nothing() throws {
        let board = try Board([.sample("d0", failure: .timeout)])
        #expect(throws: ConfirmationError.noScoredTrial(sweep: Self.sweep)) {
            try ConfirmationChoice(.top(1), of: Self.sweep, in: board.results)
        }
    }

    @Test(
        "Fresh seeds follow the highest one that was used, or are the lowest free ones",
        arguments: [
            ([0], 3, [1, 2, 3]), ([0, 1, 2], 2, [3, 4]), ([7], 1, [8]), ([-5], 2, [-4, -3]),
            ([0, 2, Int.max], 3, [1, 3, 4]), ([Int.max - 1], 2, [0, 1]),
        ])
    func seeds(used: [Int], count: Int, fresh: [Int]) { #expect(FreshSeeds.after(used, count: count) == fresh) }

    /// Stores a confirmation of `b` and `a`; the latter is better under fresh seeds and on test rows.
    private func confirm(
        _ board: Board, id: String = id, at: Double = 1, scoresTest: Bool = true, complete: Bool = true
    )
        throws
    {
        let order = ConfirmationOrder(sweep: Self.sweep, trials: ["b1", "a0"], scoresTest: scoresTest)
        var work = WorkDocument.sample(sweep: id, trialCount: 4, seeds: [2, 3])
        work.confirms = order
        try board.store.put(StoreKey.work(id), Data(try JSON(encoding: work).bytes()))
        try ConfirmationNote(confirmation: id, at: at).keep(for: Self.sweep, in: board.store)
        if scoresTest, let split = TestSplit(of: work) {
            try TestLedger(split, in: board.store)
                .record(TestScoring(confirmation: id, order: order, seeds: [2, 3], by: "ada", at: at, why: "because"))
        }
        let outcomes = [(1, 0.90, 0.80), (1, 0.92, 0.82), (0, 0.94, 0.90), (0, 0.96, 0.88)].enumerated().map {
            index, row in
            var outcome = TrialOutcome.sample(
                "\(id)-\(index)", sweep: id, index: index, point: index / 2, seed: 2 + index % 2,
                parameters: ["width": .integer(row.0)], metrics: ["validation_accuracy": row.1])
            guard scoresTest else { return outcome }
            outcome.metrics["test_accuracy"] = row.2
            outcome.testLosses = "AACAPwAAAEAAAAA/"
            outcome.testErrors = "BQ=="
            return outcome
        }
        try board.add(complete ? outcomes : Array(outcomes.prefix(3)), work: work)
    }

    @Test("A finished confirmation is found from its sweep, with means, best point first")
    func readBack() throws {
        let board = try board()
        #expect(try Confirmation(of: Self.sweep, in: board.results, store: board.store) == nil)
        try confirm(board)
        let found = try #require(try Confirmation(of: Self.sweep, in: board.results, store: board.store))
        #expect(found.id == Self.id && found.sweep == Self.sweep && found.seeds == [2, 3] && found.testRows == 3)
        #expect(found.testMetric == Metric(name: "test_accuracy", goal: .maximize))
        #expect(found.points.map(\.trial) == ["a0", "b1"] && found.best?.trial == "a0")
        #expect(found.points[0].trials == ["\(Self.id)-2", "\(Self.id)-3"])
        #expect(abs(try #require(found.points[0].test).mean - 0.89) < 1e-12)
        #expect(abs(try #require(found.points[1].validation).mean - 0.91) < 1e-12)
        #expect(found.scorings.map(\.confirmation) == [Self.id] && found.scorings[0].number == 1)
        let rows = try #require(try board.results.testRows(of: found.points[0].trials[0], in: Self.id))
        #expect(rows == TestRowScores(losses: [1, 2, 0.5], errors: [1, 0, 1]))
        #expect(try board.results.testRows(of: "a0", in: Self.sweep) == nil)
    }

    @Test("One that is not finished counts for none; one that scored test rows goes before a later one that didn't")
    func whichOne() throws {
        let board = try board()
        try confirm(board, id: "digits-confirm-00000001", at: 1, complete: false)
        #expect(try Confirmation(of: Self.sweep, in: board.results, store: board.store) == nil)
        let partial = try #require(
            try Confirmation("digits-confirm-00000001", in: board.results, store: board.store))
        #expect(partial.missing == 1 && !partial.isFinished)
        try confirm(board, id: "digits-confirm-00000002", at: 2)
        try confirm(board, id: "digits-confirm-00000003", at: 3, scoresTest: false)
        let found = try #require(try Confirmation(of: Self.sweep, in: board.results, store: board.store))
        #expect(found.id == "digits-confirm-00000002" && found.scorings.count == 2)
        #expect(try TestHistory(of: [Self.sweep], in: board.store, results: board.results).splits.isEmpty)
        #expect(
            try TestHistory(of: [found.id, found.id], in: board.store, results: board.results).splits.map(\.count) == [
                2
            ])
    }
}
