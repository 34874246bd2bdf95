internal import ObjectStore
internal import ResultStore
internal import SweepModel

/// What the records say of the test rows of a pool's best candidate.
struct TestLedgerView {
    /// There are test rows that nobody has scored.
    let isFresh: Bool
    /// Keys of records that can't be read: whoever asks for a confirmation is refused.
    let damaged: [String]

    init(_ pool: Pool, _ results: ResultStore, _ store: FolderStore) throws {
        guard let sweep = pool.rows.first?.sweep, let work = try WorkDocument.stored(sweep, in: store),
            TestSplit(of: work) != nil
        else {
            (isFresh, damaged) = (false, [])
            return
        }
        let history = try TestHistory(of: [sweep], in: store, results: results)
        damaged = history.damaged
        isFresh =
            damaged.isEmpty && history.splits.joined().allSatisfy { history.unscored.contains($0.confirmation) }
    }
}
