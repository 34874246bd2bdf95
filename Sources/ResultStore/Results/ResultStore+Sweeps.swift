internal import GRDB
public import SweepModel

/// What the store knows of a sweep as a whole.
public struct SweepSummary: Sendable, Equatable {
    public var sweep: String
    /// The sweep file's `name`.
    public var name: String
    public var description: String?
    public var metric: Metric
    /// Trials planned; those without an outcome are `planned - succeeded - failed`.
    public var planned: Int
    public var succeeded: Int
    public var failed: Int
    /// Failed trials by reason; reasons that never happened are left out.
    public var failedByReason: [TrialFailure.Reason: Int]
    /// When the first trial began and the last one ended, in seconds since 1970; `nil` without outcomes.
    public var startedAt: Double?
    public var endedAt: Double?
    /// The sum of all trials' time.
    public var trialSeconds: Double
    /// The best trial and its value; `nil` while none succeeded.
    public var best: Best?

    public struct Best: Sendable, Equatable {
        public var trial: String
        public var value: Double

        public init(trial: String, value: Double) {
            self.trial = trial
            self.value = value
        }
    }

    /// Trials without any outcome.
    public var missing: Int { planned > succeeded + failed ? planned - (succeeded + failed) : 0 }
}

/// A row of `sweeps`.
struct StoredSweep {
    let id: Int64
    let sweep: String
    let metric: Metric
}

extension ResultStore {
    /// All sweeps with outcomes in the store, the latest first.
    public func sweeps() throws -> [SweepSummary] {
        try file.read { database in
            let names = try String.fetchAll(database, sql: SweepQuery.latestFirst)
            return try names.compactMap { try Self.summary(of: $0, database) }
        }
    }

    /// One sweep, or `nil` where the store has none of that id.
    public func sweep(_ sweep: String) throws -> SweepSummary? {
        try file.read { try Self.summary(of: sweep, $0) }
    }

    static func sweep(_ sweep: String, _ database: Database) throws -> StoredSweep? {
        let row = try Row.fetchOne(database, sql: SweepQuery.named, arguments: [sweep])
        guard let row else { return nil }
        var reader = RowReader(row)
        return StoredSweep(
            id: try reader.next(), sweep: try reader.next(),
            metric: Metric(name: try reader.next(), goal: try reader.choice()))
    }

    private static func summary(of sweep: String, _ database: Database) throws -> SweepSummary? {
        guard let stored = try Self.sweep(sweep, database) else { return nil }
        let sweepRow = try Row.fetchOne(database, sql: SweepQuery.about, arguments: [stored.id])
        let totalsRow = try Row.fetchOne(database, sql: SweepQuery.totals, arguments: [stored.id])
        guard let sweepRow, let totalsRow else { return nil }
        var (about, totals) = (RowReader(sweepRow), RowReader(totalsRow))
        let count: Int = try totals.next()
        let succeeded: Int = try totals.next()
        return SweepSummary(
            sweep: sweep, name: try about.next(), description: try about.optional(), metric: stored.metric,
            planned: try about.next(), succeeded: succeeded, failed: count - succeeded,
            failedByReason: try failedByReason(stored, database), startedAt: try totals.optional(),
            endedAt: try totals.optional(), trialSeconds: try totals.next(), best: try best(of: stored, database))
    }

    static func best(of sweep: StoredSweep, _ database: Database) throws -> SweepSummary.Best? {
        let best = try ranking(of: sweep, [.valued], limit: 1, database).first
        return best.flatMap { best in best.value.map { SweepSummary.Best(trial: best.trial, value: $0) } }
    }

    private static func failedByReason(
        _ sweep: StoredSweep, _ database: Database
    ) throws -> [TrialFailure.Reason: Int] {
        let rows = try Row.fetchAll(database, sql: SweepQuery.failures, arguments: [sweep.id])
        var counts: [TrialFailure.Reason: Int] = [:]
        for row in rows {
            var reader = RowReader(row)
            counts[try reader.choice()] = try reader.next(Int.self)
        }
        return counts
    }
}

enum SweepQuery {
    static let named = "SELECT id, sweep, metric, goal FROM sweeps WHERE sweep = ?"
    static let about = "SELECT name, description, planned FROM sweeps WHERE id = ?"

    static let latestFirst = """
        SELECT sweep FROM sweeps
        ORDER BY (SELECT max(started_at) FROM trials WHERE sweep_id = sweeps.id) DESC, sweep
        """

    /// From an index alone.
    static let totals = """
        SELECT count(*), coalesce(sum(status = 'succeeded'), 0), min(started_at), max(started_at + seconds),
        coalesce(sum(seconds), 0.0) FROM trials WHERE sweep_id = ?
        """

    static let failures = """
        SELECT reason, count(*) FROM trials JOIN failures ON trial_id = trials.id
        WHERE sweep_id = ? AND status = 'failed' GROUP BY reason
        """
}
