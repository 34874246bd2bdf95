internal import Foundation
internal import JSON
public import ObjectStore
public import SweepModel

/// How often a test split was scored: records that are made once and never changed.
public struct TestLedger: Sendable {
    private let store: any ObjectStore
    private let split: TestSplit

    public init(_ split: TestSplit, in store: any ObjectStore) {
        self.store = store
        self.split = split
    }

    /// The first one first.
    ///
    /// - Throws: `ConfirmationError.damagedRecord`, `ObjectStoreError`.
    public func scorings() throws -> [TestScoring] {
        let read = try readable()
        if let key = read.damaged.first { throw ConfirmationError.damagedRecord(key: key) }
        return read.scorings
    }

    /// Those that can be read, the first one first, and the keys of the others: for who only tells of them.
    ///
    /// - Throws: `ObjectStoreError`.
    public func readable() throws -> (scorings: [TestScoring], damaged: [String]) {
        var (scorings, damaged): ([TestScoring], [String]) = ([], [])
        for key in try store.list(prefix: StoreKey.testScorings(split.id)) where key.hasSuffix(".json") {
            guard let object = try store.get(key) else { continue }
            if let scoring = try? JSONDecoder().decode(TestScoring.self, from: object.bytes) {
                scorings.append(scoring)
            } else {
                damaged.append(key)
            }
        }
        return (scorings, damaged)
    }

    /// Refuses what would be another look without a reason.
    ///
    /// - Parameter unscored: confirmations that are recorded and have ended without a test score, which were no look.
    /// - Throws: `ConfirmationError.testScored`, and as `scorings`.
    public func check(_ scoring: TestScoring, unscored: Set<String> = []) throws {
        let known = try scorings()
        let looks = known.filter { !unscored.contains($0.confirmation) }
        guard let last = looks.last(where: { $0.confirmation != scoring.confirmation }), scoring.why == nil,
            !known.contains(where: { $0.confirmation == scoring.confirmation })
        else { return }
        throw ConfirmationError.testScored(sweep: scoring.order.sweep, by: last, times: looks.count)
    }

    /// Records that the split is going to be scored; the same confirmation is recorded once, however often it is asked for.
    ///
    /// Of two that come at once, the second finds the first one's record.
    ///
    /// - Throws: as `check`.
    @discardableResult
    public func record(_ scoring: TestScoring, unscored: Set<String> = []) throws -> TestScoring {
        try keep(scoring) { try check(scoring, unscored: unscored) }
    }

    /// Records a look that another store's ledger knows of; it happened, whatever this one says.
    ///
    /// - Throws: as `scorings`.
    public func adopt(_ scoring: TestScoring) throws { try keep(scoring) {} }

    @discardableResult
    private func keep(_ scoring: TestScoring, check: () throws -> Void) throws -> TestScoring {
        // A record whose own number was damaged still holds its key.
        var tried = 0
        while true {
            let known = try scorings()
            if let own = known.first(where: { $0.confirmation == scoring.confirmation }) { return own }
            try check()
            var numbered = scoring
            tried = max(tried, known.compactMap(\.number).max() ?? 0) + 1
            numbered.number = tried
            do {
                let bytes = Data(try JSON(encoding: numbered).bytes(.indented))
                try store.put(StoreKey.testScoring(split.id, tried), bytes, if: .absent)
                return numbered
            } catch ObjectStoreError.conflict {}
        }
    }
}
