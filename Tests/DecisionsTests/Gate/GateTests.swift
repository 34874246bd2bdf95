import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("The gate of a promotion") struct GateTests {
    private func refusedNames(_ checks: [GateCheck.Name: GateCheck]) -> [GateCheck.Name] {
        checks.values.filter { $0.outcome == .refused }.map(\.name).sorted { $0.rawValue < $1.rawValue }
    }

    @Test("The best point of the confirmation is promoted, not the top row of the leaderboard")
    func best() throws {
        let board = try ConfirmedBoard()
        let promotion = try board.promote()
        #expect(promotion.version.trial == "a1" && promotion.version.version == 1)
        let record = try #require(promotion.record)
        #expect(record.draft.checks.map(\.outcome) == [.passed, .passed, .passed, .skipped])
        #expect(record.draft.checks.last?.text == "there is no champion yet")
        #expect(record.draft.facts["evidence"]?["trialsTried"] == 3)
        #expect(record.draft.facts["evidence"]?["confirmed"]?["test"]?["mean"]?.double == 0.97)
        #expect(record.draft.facts["subject"]?["confirmation"]?.string == ConfirmedBoard.confirmation)
    }

    @Test("Without a finished confirmation the evidence is missing, and nothing is stored")
    func missing() throws {
        let board = try ConfirmedBoard(confirms: nil)
        let refusal = try #require(throws: GateRefusal.self) { try board.promote() }
        #expect(
            "\(refusal)"
                == "trial a0 of digits-0123abcd is not promoted: no finished confirmation of digits-0123abcd: run"
                + " `stepsweep confirm digits-0123abcd`; --override \"why\" does it all the same, which is recorded")
        #expect(refusal.kind == .refused)
        #expect(try board.registry.versions().isEmpty && board.registry.decisions().isEmpty)
        try board.confirm(isFinished: false)
        #expect(throws: GateRefusal.self) { try board.promote() }
        let half = try board.checks { try board.promote(citing: ConfirmedBoard.confirmation) }
        #expect(half[.evidence]?.text.contains("1 trials without an outcome") == true)
    }

    @Test("Fresh seeds alone are no evidence of new data, nor is a confirmation of other points")
    func otherEvidence() throws {
        let fresh = try ConfirmedBoard(scoresTest: false)
        let checks = try fresh.checks { try fresh.promote() }
        #expect(refusedNames(checks) == [.evidence] && checks[.testRows]?.outcome == .skipped)
        let board = try ConfirmedBoard(confirms: nil)
        try board.confirm(points: [1, 2])
        let other = try board.checks { try board.promote("a0") }
        #expect(other[.evidence]?.text.contains("did not train a0 again") == true)
        #expect(throws: DecisionError.unknownConfirmation("x", sweep: ConfirmedBoard.sweep)) {
            try board.promote(citing: "x")
        }
    }

    @Test("Two looks at the test rows are one too many, whoever looked, and the reason is shown")
    func twoLooks() throws {
        let board = try ConfirmedBoard()
        try board.look(by: "other-confirm-00000000", why: "curious")
        let checks = try board.checks { try board.promote() }
        #expect(refusedNames(checks) == [.testRows])
        #expect(checks[.testRows]?.text.contains("also by other-confirm-00000000, because “curious”") == true)
    }

    @Test("A record of the look that is gone is told")
    func lostRecord() throws {
        let board = try ConfirmedBoard()
        for key in try board.board.store.list(prefix: StoreKey.allTestScorings) { try board.board.store.delete(key) }
        #expect(try refusedNames(board.checks { try board.promote() }) == [.testRows])
    }

    @Test("Data that changed between sweep and confirmation refuse")
    func otherData() throws {
        let board = try ConfirmedBoard(confirms: "others")
        #expect(try refusedNames(board.checks { try board.promote() }).contains(.data))
    }

    @Test("Data that changed since the champion refuse")
    func championOfOtherData() throws {
        let board = try ConfirmedBoard()
        var old = TrialOutcome.classifier("b0", 0, wrong: [1], of: 100, sweep: "old-00000001")
        old.provenance.dataDigest = "older"
        old.model = "model"
        try board.board.store.put("model", Data("old".utf8))
        try board.board.add([old], work: .builtIn("old-00000001", data: "older"))
        _ = try board.registry.promote(
            PromotionRequest(
                sweep: "old-00000001", alias: .champion, override: "there before", by: "ada", at: 1),
            from: board.board.results)
        let checks = try board.checks { try board.promote() }
        #expect(refusedNames(checks) == [.champion, .data])
        #expect(checks[.data]?.text.hasPrefix("the data changed: the champion, model 1, learned from older…") == true)
    }

    @Test("The winner must beat the champion over the same test rows: tied and worse ones are refused")
    func champion() throws {
        let board = try ConfirmedBoard()
        try board.promote("a0", as: .champion)
        let better = try board.checks { try board.promote("a1") }
        #expect(better[.champion]?.outcome == .passed)
        #expect(
            better[.champion]?.figures["over"] == "test-rows" && better[.champion]?.figures["test"] == "mcnemar-mid-p")
        #expect(abs(try #require(better[.champion]?.figures["difference"]?.double) - 0.17) < 1e-12)
        let worse = try board.checks { try board.promote("a2") }
        #expect(refusedNames(worse) == [.champion])
        #expect(worse[.champion]?.text.hasPrefix("worse than the champion, model 1") == true)
        let same = try board.checks { try board.promote("a0") }
        #expect(same[.champion]?.text == "it is the champion already, model 1")
    }

    @Test("Tied is not better")
    func tied() throws {
        let board = try ConfirmedBoard(confirms: nil)
        try board.promote("a0", as: .champion, override: "first")
        let checks = try board.checks { try board.promote("a1") }
        #expect(checks[.champion]?.outcome == .refused && checks[.champion]?.figures["over"] == "validation")
        #expect(checks[.champion]?.text.hasPrefix("tied with the champion, model 1") == true)
    }

    @Test("What is refused may be done by somebody who says why; the record says both")
    func overridden() throws {
        let board = try ConfirmedBoard(confirms: nil)
        let record = try #require(try board.promote(override: "a first try").record)
        #expect(record.draft.override == "a first try")
        #expect(record.draft.checks.first?.outcome == .overridden)
        #expect(try board.registry.moves().last?.note == "a first try")
    }

    @Test("The second champion needs an A/B verdict against the present one")
    func verdict() throws {
        let board = try ConfirmedBoard()
        try board.promote("a0", as: .champion)
        try board.promote("a1", as: .challenger)
        #expect(try refusedNames(board.checks { try board.promote("a1", as: .champion) }) == [.verdict])
        func ended(_ outcome: RecordedVerdict.Outcome, against control: Int = 1) throws {
            let verdict = RecordedVerdict(test: "t1", outcome: outcome, control: control, treatment: 2)
            _ = try board.registry.decide(
                DecisionDraft(kind: .ab, by: "ada", at: 2, model: 2, facts: ["verdict": verdict.json]))
        }
        try ended(.promote, against: 7)
        #expect(throws: GateRefusal.self) { try board.promote("a1", as: .champion) }
        try ended(.promote)
        try ended(.goOn)
        #expect(throws: GateRefusal.self) { try board.promote("a1", as: .champion) }
        try ended(.promote)
        let promotion = try board.promote("a1", as: .champion)
        #expect(promotion.move?.from == 1 && promotion.move?.to == 2)
        #expect(promotion.record?.draft.checks.first { $0.name == .verdict }?.figures["decision"] == 6)
    }

    @Test("While a test runs the champion stays, unless somebody says why; what is served stays anyway")
    func runningTest() throws {
        let board = try ConfirmedBoard()
        try board.promote("a0", as: .champion)
        try board.promote("a1", as: .challenger)
        _ = try ABDesk(store: board.board.store).start(
            ABOptions(
                metric: Metric(name: "conversion"), baseline: 0.1, effect: 0.03, trafficPerDay: 10_000,
                arms: ArmChoice.arms(
                    named: ["champion", "challenger"], weights: [0.5, 0.5], in: board.registry)), by: "ada", at: 2)
        let documents = ServingDocuments(registry: board.registry)
        #expect(try refusedNames(board.checks { try board.promote("a1", as: .champion) }) == [.runningTest, .verdict])
        let moved = try board.promote("a1", as: .champion, override: "it is on fire")
        #expect(moved.serving == .testRuns("ab-1"))
        #expect(try documents.current()?.document.arms.count == 2)
    }
}
