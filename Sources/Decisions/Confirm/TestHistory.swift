public import JSON
public import ObjectStore
public import SweepModel

/// How often the test rows of some sweeps were scored, by whichever confirmation.
public struct TestHistory: Sendable, Equatable {
    /// Of each distinct test split, the first one first; a split that was never scored is left out.
    public let splits: [[TestScoring]]

    /// A sweep that keeps no test rows, or whose documents are gone, adds nothing.
    ///
    /// - Throws: `ConfirmationError.damagedRecord`, `ObjectStoreError`.
    public init(of sweeps: [String], in store: any ObjectStore) throws {
        var known: Set<String> = []
        var splits: [[TestScoring]] = []
        for sweep in sweeps {
            guard let split = try WorkDocument.stored(sweep, in: store).flatMap(TestSplit.init),
                known.insert(split.id).inserted
            else { continue }
            let scorings = try TestLedger(split, in: store).scorings()
            if !scorings.isEmpty { splits.append(scorings) }
        }
        self.splits = splits
    }

    public var json: JSON { .array(splits.joined().map(\.json)) }
}
