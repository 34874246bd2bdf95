internal import GRDB
public import SweepModel

extension ResultStore {
    /// Merges outcome objects of one sweep: all of them, or none where it throws.
    ///
    /// Any order and any repetition of the same objects leaves the same rows. Of several records of a trial the first
    /// success counts, by `RecordPlace`; without one, the latest failure. An object that was merged before is passed over.
    public func merge(_ objects: [OutcomeObject], into work: WorkDocument) throws {
        try file.write { database in
            let writer = OutcomeWriter(
                database: database, sweepID: try Self.store(work, database), metric: work.metric.name)
            for object in objects where try writer.markMerged(object.key) {
                for record in object.records { try writer.write(record) }
                for line in object.unreadable { try writer.write(line) }
            }
        }
    }

    /// The keys of the objects that `merge` need not be given again.
    public func mergedObjects(of sweep: String) throws -> Set<String> {
        try file.read { database in
            try String.fetchSet(database, sql: MergeQuery.objects, arguments: [sweep])
        }
    }

    /// The lines of merged objects that were no outcomes, in the order of objects and lines.
    public func unreadableLines(of sweep: String) throws -> [UnreadableLine] {
        try file.read { database in
            let rows = try Row.fetchAll(database, sql: MergeQuery.unreadable, arguments: [sweep])
            return try rows.map { row in
                var reader = RowReader(row)
                return UnreadableLine(
                    object: try reader.next(), line: try reader.next(), problem: try reader.next())
            }
        }
    }

    /// Replaces all metrics that the user's reduce command added to a sweep's trials, by trial id and name.
    ///
    /// Trials that are not in the store are left out; infinite values and NaN too.
    public func replaceDerivedMetrics(of sweep: String, with metrics: [String: [String: Double]]) throws {
        try file.write { database in
            try database.execute(
                sql: """
                    DELETE FROM derived_metrics WHERE trial_id IN
                    (SELECT trials.id FROM trials JOIN sweeps ON sweeps.id = sweep_id WHERE sweep = ?)
                    """, arguments: [sweep])
            let insert = try database.cachedStatement(
                sql: """
                    INSERT INTO derived_metrics (trial_id, name, value)
                    SELECT trials.id, ?, ? FROM trials JOIN sweeps ON sweeps.id = sweep_id
                    WHERE sweep = ? AND trial = ?
                    """)
            for (trial, values) in metrics {
                for (name, value) in values where value.isFinite {
                    try insert.execute(arguments: [name, value, sweep, trial])
                }
            }
        }
    }

    private static func store(_ work: WorkDocument, _ database: Database) throws -> Int64 {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO sweeps (sweep, name, metric, goal, planned, description) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (sweep) DO UPDATE SET name = excluded.name, metric = excluded.metric,
                goal = excluded.goal, planned = excluded.planned, description = excluded.description RETURNING id
                """)
        let row = try Row.fetchOne(
            statement,
            arguments: [
                work.sweep, work.name, work.metric.name, work.metric.goal.rawValue, work.trialCount,
                work.description,
            ])
        guard let row else { throw UnexpectedValue(detail: "the sweep's row was not stored") }
        return try row.decode(Int64.self, atIndex: 0)
    }
}

enum MergeQuery {
    static let objects = "SELECT object FROM merged_objects JOIN sweeps ON sweeps.id = sweep_id WHERE sweep = ?"
    static let unreadable = """
        SELECT object, line, problem FROM unreadable_lines JOIN sweeps ON sweeps.id = sweep_id
        WHERE sweep = ? ORDER BY object, line
        """
}
