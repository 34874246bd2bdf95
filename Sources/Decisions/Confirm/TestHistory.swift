public import JSON
public import ObjectStore
public import ResultStore
public import SweepModel

/// How often the test rows of some sweeps were scored, by whichever confirmation.
public struct TestHistory: Sendable, Equatable {
    /// Of each distinct test split, the first one first; a split that has no record is left out.
    public let splits: [[TestScoring]]
    /// Confirmations that have ended and reported no `test_…` metric at all: they are recorded, and scored nothing.
    public let unscored: Set<String>
    /// Keys of records that can't be read.
    public let damaged: [String]

    public init(splits: [[TestScoring]] = [], unscored: Set<String> = [], damaged: [String] = []) {
        self.splits = splits
        self.unscored = unscored
        self.damaged = damaged
    }

    /// A sweep that keeps no test rows, or whose documents are gone, adds nothing.
    ///
    /// - Throws: `ResultStoreError`, `ObjectStoreError`.
    public init(of sweeps: [String], in store: any ObjectStore, results: ResultStore) throws {
        var known: Set<String> = []
        var (splits, damaged): ([[TestScoring]], [String]) = ([], [])
        for sweep in sweeps {
            guard let split = try WorkDocument.stored(sweep, in: store).flatMap(TestSplit.init),
                known.insert(split.id).inserted
            else { continue }
            let read = try TestLedger(split, in: store).readable()
            if !read.scorings.isEmpty { splits.append(read.scorings) }
            damaged += read.damaged
        }
        self.splits = splits
        self.damaged = damaged
        unscored = try Set(splits.joined().map(\.confirmation)).filter { try Self.isUnscored($0, results) }
    }

    /// Whether a confirmation has all its outcomes, none of them failed, and nowhere a test metric: its program reports none. Whatever
    /// failed may have looked first.
    static func isUnscored(_ confirmation: String, _ results: ResultStore) throws -> Bool {
        guard let summary = try results.sweep(confirmation), summary.missing == 0, summary.failed == 0 else {
            return false
        }
        return try !results.metricNames(of: confirmation).contains { $0.hasPrefix("test_") }
    }

    public var json: JSON { .array(splits.joined().map { $0.json(isScored: !unscored.contains($0.confirmation)) }) }
}
