import Decisions
import Foundation
import JSON
import ObjectStore
import Reporting
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("What `confirm` prints") struct ConfirmationScreenTests {
    private func screen(scoresTest: Bool, looks: Int = 1, values: [Double] = [0.9, 0.92, 0.94, 0.95]) throws -> String {
        let folder = try TemporaryFolder()
        let store = try FolderStore(root: folder.path)
        let results = try ResultStore(path: folder.path + "/results.sqlite", access: .writing)
        let id = "digits-confirm-4567cdef"
        let order = ConfirmationOrder(
            sweep: "digits-0123abcd", trials: ["aaaaaaaa11", "bbbbbbbb22"], scoresTest: scoresTest)
        var work = WorkDocument.sample(sweep: id, trialCount: 4, seeds: [1, 2])
        work.confirms = order
        try store.put(StoreKey.work(id), Data(try JSON(encoding: work).bytes()))
        let ledger = TestLedger(try #require(TestSplit(of: work)), in: store)
        for look in 0..<(scoresTest ? looks : 0) {
            let other = look == 0 ? id : "digits-confirm-\(look)"
            try ledger.record(
                TestScoring(
                    confirmation: other, order: order, seeds: [1, 2], by: "ada", at: 1,
                    why: look == 0 ? nil : "a \u{1B}[31mbug"))
        }
        let outcomes = values.enumerated().map { index, value in
            TrialOutcome.sample(
                "t\(index)", sweep: id, index: index, point: index / 2, seed: index % 2,
                parameters: ["hidden": .integer(16 << (index / 2)), "trainer": "mlp"],
                metrics: ["validation_accuracy": value].merging(
                    scoresTest ? ["test_accuracy": value - 0.05] : [:]
                ) { own, _ in own })
        }
        let records = outcomes.enumerated().map { index, outcome in
            OutcomeRecord(outcome: outcome, place: RecordPlace(generation: 1, part: 1, pack: "p", line: index + 1))
        }
        try results.merge([OutcomeObject(key: "object", records: records)], into: work)
        return ConfirmationScreen(try #require(try Confirmation(id, in: results, store: store))).text(width: 200)
    }

    @Test("A row for each point, best first, which one is best and how sure, and what to type next")
    func scored() throws {
        #expect(
            try screen(scoresTest: true) == """
                digits-confirm-4567cdef  confirms digits-0123abcd under 2 fresh seeds

                trial     validation_accuracy    test_accuracy  seeds   time  hidden
                bbbbbbbb      0.9450 ± 0.0071  0.8950 ± 0.0071    2/2  2.0 s      32
                aaaaaaaa      0.9100 ± 0.0141  0.8600 ± 0.0141    2/2  2.0 s      16

                best: bbbbbbbb, test_accuracy 0.8950 ± 0.0071; the best of 2 by these very rows, so that a little of its lead is luck
                the test rows were scored once, by digits-confirm-4567cdef
                look: stepsweep compare digits-0123abcd
                promote: stepsweep promote digits-0123abcd --trial bbbbbbbb --as challenger

                """)
    }

    @Test("Several looks are told with their reasons, whatever these hold")
    func looks() throws {
        let text = try screen(scoresTest: true, looks: 3)
        #expect(
            text.contains("the test rows were scored 3 times: a score that was looked at before is no fresh evidence\n")
        )
        #expect(text.contains("\n  2  digits-confirm-1, by ada: a ") && !text.contains("\u{1B}"))
    }

    @Test("Without test rows it says so; one that is not finished promotes nothing")
    func unscored() throws {
        let text = try screen(scoresTest: false, values: [0.9, 0.92, 0.94])
        #expect(text.contains("1 of 4 trials have no outcome yet: stepsweep resume digits-confirm-4567cdef"))
        #expect(text.contains("best: bbbbbbbb, validation_accuracy 0.9400\nthe test rows were not scored\n"))
        #expect(!text.contains("promote:"))
    }
}
