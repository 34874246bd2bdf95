import Decisions
import Foundation
import JSON
import ObjectStore
import SweepModel
import TestSupport
import Testing

@Suite("The record of every look at test rows") struct TestLedgerTests {
    private let folder: TemporaryFolder
    private let store: FolderStore
    private let split: TestSplit

    init() throws {
        folder = try TemporaryFolder()
        store = try FolderStore(root: folder.path)
        split = try #require(TestSplit(of: Self.work()))
    }

    private static func work(_ change: (inout DataSource) -> Void = { _ in }, digest: String = "d") -> WorkDocument {
        var data = DataSource(path: "digits.csv", target: "label")
        change(&data)
        var work = WorkDocument.sample()
        work.kind = .builtIn(data: data, dataDigest: digest, targetDigest: nil)
        return work
    }

    private func scoring(_ id: String, why: String? = nil) -> TestScoring {
        TestScoring(
            confirmation: id, order: ConfirmationOrder(sweep: "digits-0123abcd", trials: ["a"], scoresTest: true),
            seeds: [1], by: "ada", at: 1, why: why)
    }

    @Test(
        "The same confirmation is recorded once, another is refused without a reason, and one with a reason is recorded"
    )
    func once() throws {
        let ledger = TestLedger(split, in: store)
        #expect(try ledger.record(scoring("one")).number == 1)
        #expect(try ledger.record(scoring("one")).number == 1)
        let refusal = ConfirmationError.testScored(
            sweep: "digits-0123abcd", by: try ledger.scorings()[0], times: 1)
        #expect(throws: refusal) { try ledger.record(scoring("two")) }
        #expect(throws: refusal) { try ledger.check(scoring("two")) }
        #expect(try ledger.record(scoring("two", why: "a bug")).number == 2)
        #expect(try ledger.record(scoring("two")).number == 2)
        #expect(try ledger.scorings().map(\.why) == [nil, "a bug"])
    }

    @Test(
        "Of many that come at once without a reason, one is recorded; with one, all are, each under a number of its own"
    )
    func atOnce() async throws {
        let ledger = TestLedger(split, in: store)
        let won = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<16 {
                group.addTask { (try? ledger.record(scoring("c\(number)"))) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(won == 1)
        await withTaskGroup(of: Void.self) { group in
            for number in 100..<116 {
                group.addTask { _ = try? ledger.record(scoring("c\(number)", why: "again")) }
            }
        }
        #expect(try ledger.scorings().compactMap(\.number) == Array(1...17))
    }

    @Test("A record that lost its number keeps its place, and the next look gets the next one")
    func numberless() throws {
        try store.put(StoreKey.testScoring(split.id, 1), Data(JSON(encoding: scoring("one")).bytes()))
        let ledger = TestLedger(split, in: store)
        #expect(try ledger.record(scoring("two", why: "a bug")).number == 2)
    }

    @Test("A record that can't be read lets nobody look")
    func damaged() throws {
        try store.put(StoreKey.testScoring(split.id, 1), Data("{".utf8))
        let ledger = TestLedger(split, in: store)
        #expect(throws: ConfirmationError.damagedRecord(key: StoreKey.testScoring(split.id, 1))) {
            try ledger.record(scoring("one"))
        }
    }

    @Test(
        "Test rows are the same where data, target, share, seed and strata are; what the rest is used for is no matter")
    func identity() throws {
        func id(digest: String = "d", _ change: (inout DataSource) -> Void) -> String? {
            TestSplit(of: Self.work(change, digest: digest))?.id
        }
        let same: [(inout DataSource) -> Void] = [
            { $0.path = "elsewhere/renamed.csv" }, { $0.folds = 5 }, { $0.standardize = false },
            { ($0.split.train, $0.split.validation) = (0.7, 0.1) },
        ]
        for change in same { #expect(id(change) == split.id) }
        let other: [(inout DataSource) -> Void] = [
            { $0.split.test = 0.1 }, { $0.split.seed = 1 }, { $0.split.stratify = false }, { $0.target = "other" },
            { $0.task = .regression },
        ]
        for change in other { #expect(id(change) != split.id) }
        #expect(id(digest: "e") { _ in } != split.id)
        #expect(id { $0.split.test = 0 } == nil)
    }
}
