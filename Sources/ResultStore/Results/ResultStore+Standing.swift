internal import GRDB
internal import SweepModel

/// Where a sweep stands, by the outcome objects that were merged so far.
public struct SweepStanding: Sendable, Equatable {
    public var succeeded: Int
    public var failed: Int
    /// `nil` while no trial succeeded with the sweep's metric.
    public var best: SweepSummary.Best?
    /// The keys of the outcome objects that it rests on.
    var merged: Set<String>

    /// Whether it rests on all of `objects`.
    public func hasMerged(_ objects: [String]) -> Bool { merged.isSuperset(of: objects) }
}

extension ResultStore {
    /// Counts and the best trial of a sweep, from indexes alone; `nil` where the store has none of that id.
    public func standing(of sweep: String) throws -> SweepStanding? {
        try file.read { database in
            guard let stored = try Self.sweep(sweep, database) else { return nil }
            var standing = SweepStanding(
                succeeded: 0, failed: 0, best: try Self.best(of: stored, database),
                merged: try String.fetchSet(database, sql: StandingQuery.merged, arguments: [stored.id]))
            for row in try Row.fetchAll(database, sql: StandingQuery.counts, arguments: [stored.id]) {
                var reader = RowReader(row)
                switch try reader.choice(TrialOutcome.Status.self) {
                case .succeeded: standing.succeeded = try reader.next()
                case .failed: standing.failed = try reader.next()
                }
            }
            return standing
        }
    }
}

enum StandingQuery {
    static let merged = "SELECT object FROM merged_objects WHERE sweep_id = ?"
    static let counts = "SELECT status, count(*) FROM trials WHERE sweep_id = ? GROUP BY status"
}
