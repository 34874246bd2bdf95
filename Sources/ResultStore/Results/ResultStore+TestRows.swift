internal import Foundation
internal import GRDB

/// What a confirmation's model says about each test row; of more than 20,000 an even selection, the same for every trial.
public struct TestRowScores: Sendable, Equatable {
    /// One a row: log loss of the true class, or squared error.
    public var losses: [Float]
    /// One a row: 1 where the model was wrong, 0 where it was right; `nil` for a regression.
    public var errors: [UInt8]?

    /// So many losses, or fewer, are those of all rows: of more than 20,000 rows more are kept.
    public static let surelyAll = 10_000

    public init(losses: [Float], errors: [UInt8]? = nil) {
        self.losses = losses
        self.errors = errors
    }
}

extension ResultStore {
    /// `nil` where the trial scored no test rows, as every trial of a sweep that confirms none, and where it is unknown.
    ///
    /// - Throws: `ResultStoreError`, which names the trial where its rows are damaged.
    public func testRows(of trial: String, in sweep: String) throws -> TestRowScores? {
        try file.read { database in
            let id = try Int64.fetchOne(
                database,
                sql: "SELECT trials.id FROM trials JOIN sweeps ON sweeps.id = sweep_id WHERE sweep = ? AND trial = ?",
                arguments: [sweep, trial])
            guard let id, let rows = try TrialDetails.rows("test_losses", id, database) else { return nil }
            let losses = try TrialDetails.losses(in: rows.losses, of: trial, part: "test")
            return TestRowScores(
                losses: losses,
                errors: try rows.errors.map { try TrialDetails.bits(in: $0, count: losses.count, of: trial) })
        }
    }
}
