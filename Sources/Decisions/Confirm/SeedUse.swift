public import ResultStore
internal import SweepModel

/// Whether seeds matter to points of a sweep.
public enum SeedUse {
    /// Whether no seed changes what any of these trials' points learn: known of built-in trainers, and of a program where all seeds of a
    /// point gave one score.
    ///
    /// - Parameter trials: one for each point.
    /// - Throws: `ResultStoreError`.
    public static func isIgnored(by trials: [String], of sweep: String, in results: ResultStore) throws -> Bool {
        guard let summary = try results.sweep(sweep), let pool = try Pool([summary], in: results), !trials.isEmpty
        else { return false }
        return trials.allSatisfy { trial in
            pool.place(ofTrial: trial, sweep: sweep).map { pool.rows[$0].ignoresSeed } ?? false
        }
    }
}
