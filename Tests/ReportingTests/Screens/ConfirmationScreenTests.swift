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
    private func screen(
        scoresTest: Bool, looks: Int = 1, values: [Double] = [0.9, 0.92, 0.94, 0.95], width: Int = 200,
        errors: Bool = false
    ) throws -> String {
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
            var outcome = TrialOutcome.sample(
                "t\(index)", sweep: id, index: index, point: index / 2, seed: index % 2,
                parameters: ["hidden": .integer(16 << (index / 2)), "trainer": "mlp"],
                metrics: ["validation_accuracy": value].merging(
                    scoresTest ? ["test_accuracy": value - 0.05] : [:]
                ) { own, _ in own })
            if errors {
                let wrong = TrialOutcome.classifier("t", 0, wrong: Array((7 * index)..<(10 + 6 * index)), of: 80)
                (outcome.testLosses, outcome.testErrors) = (wrong.validationLosses, wrong.validationErrors)
            }
            return outcome
        }
        let records = outcomes.enumerated().map { index, outcome in
            OutcomeRecord(outcome: outcome, place: RecordPlace(generation: 1, part: 1, pack: "p", line: index + 1))
        }
        try results.merge([OutcomeObject(key: "object", records: records)], into: work)
        return ConfirmationScreen(try #require(try Confirmation(id, in: results, store: store))).text(width: width)
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

    @Test("Rows give each score an interval, and mark what they can't tell from the best")
    func rows() throws {
        let text = try screen(scoresTest: true, errors: true)
        #expect(
            text.contains(
                "trial     tied  validation_accuracy    test_accuracy    over its rows  seeds   time  hidden\n"))
        let rows = text.split(separator: "\n").filter { $0.contains("2/2") }
        #expect(rows.count == 2 && rows.allSatisfy { $0.contains("  =  ") && $0.contains(" … ") }, "\(text)")
        #expect(
            text.contains(
                "± is the deviation over seeds; the interval is over the test rows, 95 %; = can't be told from the best: 2 of 2,"
                    + " paired t over the rows, Holm's adjustment\n"), "\(text)")
        #expect(text.contains(" of 80 test rows"))
    }

    @Test("A narrow terminal breaks title and history between words")
    func narrow() throws {
        let text = try screen(scoresTest: true, looks: 3, width: 50)
        let told = text.split(separator: "\n").filter {
            !$0.hasPrefix("promote:") && !$0.hasPrefix("trial") && !$0.contains("2/2")
        }
        #expect(told.allSatisfy { $0.count <= 50 }, "\(text)")
        #expect(text.hasPrefix("digits-confirm-4567cdef confirms digits-0123abcd\nunder 2 fresh seeds\n"))
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
