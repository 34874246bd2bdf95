import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import Statistics
import SweepModel
import TestSupport
import Testing

@Suite("Judging beside confirmations") struct PoolConfirmationTests {
    private static let other = "digits-89abcdef"

    @Test("Of several sweeps all confirmations count, and the best point may be of any")
    func pool() throws {
        let board = try Board.classifiers()
        try board.addClassifiers([[0], [0]], sweep: Self.other, first: 5)
        try board.confirm("digits-confirm-0a", [[Array(0..<20)], [Array(0..<30)]])
        try board.confirm("digits-confirm-0b", of: Self.other, first: 5, [[Array(0..<12)], [Array(0..<6)]])
        let analysis = try board.judge(AnalysisOptions(), [judged, Self.other])
        #expect(analysis.recommendation.action == .promote(trial: "t0000006"))
        #expect(analysis.recommendation.reason == "the best of 4 confirmed points on the test rows")
        #expect(analysis.recommendation.command?.contains("promote \(Self.other) --trial t0000006") == true)
        guard case .tested(let score) = analysis.expected else { Issue.record("not tested"); return }
        #expect(score.confirmation == "digits-confirm-0b" && abs(score.value - 0.94) < 0.01)
        let json = analysis.json
        #expect(json["recommendation"]?["sweep"]?.string == Self.other)
        #expect(json["tied"]?["comparisons"]?.array?.map { $0["sweep"]?.string } == [Self.other, judged, Self.other])
    }

    @Test("One that was left unfinished is told and is to be gone on with; one under way is waited for")
    func unfinished() throws {
        let board = try Board.classifiers()
        try board.confirm("digits-confirm-0a", [[[0]]], missing: 3)
        let left = try board.judge()
        #expect(
            left.recommendation.action == .finish(confirmation: "digits-confirm-0a", missing: 3))
        #expect(left.recommendation.command == "stepsweep resume digits-confirm-0a")
        #expect(!left.recommendation.isToPromote)
        #expect(left.recommendation.reason.contains("3 trials of digits-confirm-0a have no outcome"))
        let running = try board.judge(AnalysisOptions(running: ["digits-confirm-0a"]))
        #expect(running.recommendation.command == "stepsweep watch digits-confirm-0a")
        #expect(running.json["health"]?.array?.last?["running"] == true)
        #expect(running.json["recommendation"]?["action"] == "finish-confirmation")
    }

    @Test("One of which this store has the note alone is told, and decides nothing")
    func elsewhere() throws {
        let board = try Board.classifiers()
        try ConfirmationNote(confirmation: "digits-confirm-0c", at: 1).keep(for: judged, in: board.store)
        let analysis = try board.judge()
        guard case .openConfirmation(let open)? = analysis.health.last else { Issue.record("not told"); return }
        #expect(open.confirmation == "digits-confirm-0c" && open.missing == nil && !open.isRunning)
        #expect(analysis.recommendation.action == .confirm(points: 2, seeds: 3, trials: 6))
    }

    @Test("A note that is damaged still leads to its confirmation")
    func damagedNote() throws {
        let board = try Board.classifiers()
        try board.confirm("digits-confirm-0a", [[Array(0..<20)], [Array(0..<10)]])
        try board.store.put(StoreKey.confirmation("digits-confirm-0a", of: judged), Data("{".utf8))
        #expect(try board.judge().recommendation.action == .promote(trial: "t0000001"))
    }

    @Test("A damaged record of a look stops no judgement: it is named, and no fresh test rows are promised")
    func damagedRecord() throws {
        let board = try Board.classifiers()
        let split = try #require(TestSplit(of: .builtIn()))
        let key = StoreKey.testScoring(split.id, 1)
        try board.store.put(key, Data("{".utf8))
        let analysis = try board.judge()
        #expect(analysis.health.last == .damagedRecord(key: key))
        #expect(analysis.recommendation.command == "stepsweep confirm digits-0123abcd --without-test")
        let history = try TestHistory(of: [judged], in: board.store, results: board.results)
        #expect(history.damaged == [key] && history.splits.isEmpty)
        try board.confirm("digits-confirm-0a", [[Array(0..<20)], [Array(0..<10)]], records: false)
        let confirmation = try #require(try Confirmation(of: judged, in: board.results, store: board.store))
        #expect(confirmation.damagedRecords == [key] && confirmation.json["damagedRecords"] == [.string(key)])
        let order = ConfirmationOrder(sweep: judged, trials: ["t0000000"], scoresTest: true)
        #expect(throws: ConfirmationError.damagedRecord(key: key)) {
            try TestLedger(split, in: board.store).record(
                TestScoring(confirmation: "x", order: order, seeds: [1], by: "ada", at: 1))
        }
    }
}

@Suite("Training that ignores its seed") struct IgnoredSeedTests {
    @Test("is confirmed under one seed, while there are test rows to score")
    func once() throws {
        let advice = try Board.classifiers(trainer: "softmax").judge().recommendation
        #expect(advice.action == .confirm(points: 2, seeds: 1, trials: 2))
        #expect(advice.command == "stepsweep confirm digits-0123abcd --seeds 1")
        #expect(advice.reason.contains("fresh seeds, which change nothing in what they learn; the test rows may"))
        let health = try Board.classifiers(trainer: "softmax").judge().health
        #expect(!health.contains(.oneSeed))
    }

    @Test("is decided at once where these are spent: the simplest of what is as good")
    func atOnce() throws {
        let board = try Board.classifiers(trainer: "ridge", sizes: [10, 5])
        try board.confirm("elsewhere-confirm-0a", of: "elsewhere-0123abcd", [[[0]]])
        let advice = try board.judge().recommendation
        #expect(advice.action == .promote(trial: "t0000001"))
        #expect(advice.reason.contains("no seed changes what they learn, so that training more tells nothing"))
        #expect(advice.reason.hasSuffix("it is the simplest within one standard error"))
    }

    @Test("is known of built-in trainers, and of a program by seeds that gave one score")
    func known() throws {
        let board = try Board.classifiers(trainer: "softmax")
        #expect(try SeedUse.isIgnored(by: ["t0000000", "t0000001"], of: judged, in: board.results))
        let mlp = try Board.classifiers()
        #expect(try !SeedUse.isIgnored(by: ["t0000000"], of: judged, in: mlp.results))
        let seeded = try Board(TrialOutcome.seeded([[0.9, 0.9], [0.8, 0.7]]))
        #expect(try SeedUse.isIgnored(by: ["p0s0"], of: judged, in: seeded.results))
        #expect(try !SeedUse.isIgnored(by: ["p0s0", "p1s0"], of: judged, in: seeded.results))
        #expect(try seeded.judge().health.contains(.seedsWithoutEffect(points: 1)))
    }
}
