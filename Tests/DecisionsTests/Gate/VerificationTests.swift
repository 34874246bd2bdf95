import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("Recomputing decisions") struct VerificationTests {
    private func fields(_ board: ConfirmedBoard, _ number: Int? = nil, head: String? = nil) throws -> [String] {
        try board.registry.verify(number, head: head, against: board.board.results).findings.map(\.field)
    }

    private func decided() throws -> ConfirmedBoard {
        let board = try ConfirmedBoard()
        try board.promote("a0", as: .champion)
        try board.promote("a1", as: .challenger)
        return board
    }

    @Test("What nobody touched is sound, also after later looks, moves and champions")
    func sound() throws {
        let board = try decided()
        let first = try board.registry.verify(against: board.board.results)
        #expect(first.isSound && first.decisions == [1, 2])
        try board.look(by: "other-confirm-00000000", why: "curious")
        try board.promote("a1", as: .champion, override: "hurry")
        let head = try #require(first.head)
        #expect(try fields(board, head: head.uppercased()).isEmpty)
        #expect(try board.registry.verify(2, against: board.board.results).decisions == [2])
        #expect(throws: DecisionError.unknownDecision(9)) { try fields(board, 9) }
        #expect(try fields(board, head: String(repeating: "a", count: 64)) == ["head"])
    }

    @Test("Other bytes of a model, or none, are found", arguments: ["rubbish", nil])
    func model(bytes: String?) throws {
        let board = try decided()
        let key = try #require(try board.registry.version(named: "1").model?.key)
        if let bytes { try board.board.store.put(key, Data(bytes.utf8)) } else { try board.board.store.delete(key) }
        #expect(try fields(board) == ["modelDigest"])
        #expect(try fields(board, 2).isEmpty)
    }

    @Test("Other results are found by the fields that rest on them")
    func results() throws {
        let board = try decided()
        var changed = TrialOutcome.classifier("a1", 1, wrong: [0], of: 100, seconds: 3)
        changed.provenance.dataDigest = "data"
        changed.provenance.generation = 0
        let record = OutcomeRecord(
            outcome: changed, place: RecordPlace(generation: 0, part: 1, pack: changed.pack, line: 1))
        try board.board.results.merge(
            [OutcomeObject(key: "earlier", records: [record])], into: .builtIn(ConfirmedBoard.sweep, data: "data"))
        #expect(try fields(board, 1).isEmpty)
        #expect(try fields(board, 2) == ["inputs.outcome", "evidence.value"])
    }

    @Test("A record of the test rows that is gone or others is found")
    func ledger() throws {
        let board = try decided()
        let key = try #require(try board.board.store.list(prefix: StoreKey.allTestScorings).first)
        try board.board.store.delete(key)
        let found = try fields(board, 1)
        #expect(found.contains("inputs.testScorings") && found.contains("checks.test-rows.outcome"))
    }

    @Test("A sweep that is gone can't be recomputed, and says so")
    func gone() throws {
        let board = try decided()
        #expect(try board.registry.verify(1, against: nil).findings.map(\.field) == ["subject.sweep"])
        let work = StoreKey.work(ConfirmedBoard.sweep)
        try board.board.store.delete(work)
        #expect(try fields(board, 1).contains("inputs.work"))
    }
}
