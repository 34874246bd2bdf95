import GRDB

/// Everything in a results database by natural keys: row numbers, which mean nothing, are left out.
func canonicalDump(_ path: String) throws -> String {
    let children = ["failures", "metrics", "derived_metrics", "curves", "fold_metrics", "validation_losses"]
    let queue = try DatabaseQueue(path: path)
    return try queue.read { database in
        var lines = try rows("SELECT sweep, name, metric, goal, planned, description FROM sweeps", database)
        lines += try rows(
            """
            SELECT sweep, trials.* FROM trials JOIN sweeps ON sweeps.id = sweep_id
            """, database, without: ["id", "sweep_id"])
        for table in children {
            lines += try rows(
                "SELECT '\(table)' AS source, trial, \(table).* FROM \(table) JOIN trials ON trials.id = trial_id",
                database, without: ["trial_id"])
        }
        for table in ["merged_objects", "unreadable_lines"] {
            lines += try rows("SELECT '\(table)' AS source, * FROM \(table)", database, without: ["sweep_id"])
        }
        return lines.joined(separator: "\n")
    }
}

private func rows(_ sql: String, _ database: Database, without: Set<String> = []) throws -> [String] {
    try Row.fetchAll(database, sql: sql).map { row in
        row.filter { !without.contains($0.0) }.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
    }.sorted()
}
