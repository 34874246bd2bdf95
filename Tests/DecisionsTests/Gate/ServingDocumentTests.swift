import Decisions
import Foundation
import ObjectStore
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("The serving document behind the registry") struct ServingDocumentTests {
    @Test("A new champion is served, a challenger is not; going back is served, too")
    func follows() throws {
        let board = try ConfirmedBoard()
        let documents = ServingDocuments(registry: board.registry)
        #expect(try board.promote("a0").serving == .unchanged && documents.current() == nil)
        #expect(try board.promote("a0", as: .champion).serving == .published(revision: 1))
        #expect(try board.promote("a1", as: .champion, override: "hurry").serving == .published(revision: 2))
        let arm = try #require(try documents.current()?.document.arms.first)
        let version = try board.registry.version(named: "champion")
        let model = try #require(version.model)
        #expect(
            arm
                == ServingArm(
                    name: "champion", version: 2, weight: 1, model: .builtIn(key: model.key, digest: model.digest)))
        let back = try board.registry.rollBack(RollbackRequest(alias: .champion, by: "ada", at: 3, note: "slow"))
        #expect(back.version.version == 1 && back.serving == .published(revision: 3) && back.move.note == "slow")
    }

    @Test("What a killed command left undone is done by the next one")
    func completed() throws {
        let board = try ConfirmedBoard()
        try board.promote("a0", as: .champion)
        try board.board.store.delete(StoreKey.serving)
        #expect(try board.promote("a0", as: .champion).serving == .published(revision: 1))
        #expect(try board.promote("a0", as: .champion).serving == .unchanged)
    }

    @Test("A document that can't be served is told, and left as it is", arguments: ["{", "{}", #"{"schema": "x"}"#])
    func damaged(text: String) throws {
        let board = try ConfirmedBoard()
        try board.board.store.put(StoreKey.serving, Data(text.utf8))
        let error = try #require(throws: DecisionError.self) { try board.promote("a0", as: .champion) }
        #expect("\(error)".hasPrefix("serving/document.json: it is no serving document"))
        #expect(error.kind == .refused)
        #expect(try board.board.store.get(StoreKey.serving)?.bytes == Data(text.utf8))
    }

    @Test("Of two that publish at once neither is lost")
    func race() async throws {
        let board = try ConfirmedBoard()
        try board.promote("a0", as: .champion)
        let documents = ServingDocuments(registry: board.registry)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    _ = try documents.publish { document in
                        var document = document
                        document?.hashSeed += "x"
                        return document
                    }
                }
            }
            try await group.waitForAll()
        }
        let document = try #require(try documents.current()?.document)
        #expect(document.hashSeed == "xxxxxxxx" && document.revision == 9)
    }
}

@Suite("Going back") struct RollbackTests {
    private func rollBack(_ board: ConfirmedBoard, expecting: AliasExpectation = .whatever) throws -> Int {
        try board.registry.rollBack(RollbackRequest(alias: .champion, expectation: expecting, by: "ada", at: 5))
            .version.version
    }

    @Test("Each rollback goes one version further back; a promotion in between begins anew from there")
    func further() throws {
        let board = try ConfirmedBoard()
        for trial in ["a0", "a1", "a2"] { try board.promote(trial, as: .champion, override: "set-up") }
        #expect(try rollBack(board) == 2)
        #expect(try rollBack(board) == 1)
        #expect(throws: DecisionError.nothingBefore(alias: "champion", version: 1)) { try rollBack(board) }
        try board.promote("a2", as: .champion, override: "again")
        #expect(try rollBack(board) == 1)
        #expect(try board.registry.verify(against: board.board.results).isSound)
    }

    @Test("An alias that was never set, a wrong belief and a damaged model refuse")
    func refused() throws {
        let board = try ConfirmedBoard()
        #expect(throws: DecisionError.unsetAlias("champion")) { try rollBack(board) }
        for trial in ["a0", "a1"] { try board.promote(trial, as: .champion, override: "set-up") }
        #expect(throws: DecisionError.aliasMoved(alias: "champion", expected: 1, found: 2)) {
            try rollBack(board, expecting: .version(1))
        }
        let key = try #require(try board.registry.version(named: "1").model?.key)
        try board.board.store.put(key, Data("rubbish".utf8))
        #expect(throws: DecisionError.damagedModel(version: 1, key: key)) { try rollBack(board) }
        #expect(try board.registry.aliases()[.champion] == 2)
    }
}
