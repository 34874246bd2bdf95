internal import GRDB

/// How a database's tables came to be: step n takes a file from version n - 1 to n.
///
/// A released step is never edited; a change is a new step at the end. SQLite's `user_version` counts the steps done.
struct DatabaseSchema: Sendable {
    let steps: [String]

    var version: Int { steps.count }

    /// Runs the steps that are missing. Call inside a write transaction: of two processes that open a new file,
    /// the second finds everything done.
    func migrate(_ database: Database, role: DatabaseRole) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found < version else { return }
        for step in steps.dropFirst(found) { try database.execute(sql: step) }
        try database.execute(sql: "PRAGMA application_id = \(role.applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(version)")
    }
}
