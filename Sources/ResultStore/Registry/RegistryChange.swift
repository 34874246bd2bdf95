internal import GRDB

/// What may be done to a registry within one transaction.
public struct RegistryChange {
    let database: Database

    /// Where each alias points now.
    public func aliases() throws -> [ModelAlias: Int] { try RegistryStore.aliases(database) }

    /// Gives the trial a version, or finds the one that it has already.
    ///
    /// - Parameter make: builds the version with the next free number, while no other process can take it. Where it
    ///   throws, nothing is stored.
    /// - Returns: the version, and whether it is new.
    public func register(
        sweep: String, trial: String, make: (Int) throws -> ModelVersion
    ) throws -> (version: ModelVersion, isNew: Bool) {
        if let found = try RegistryStore.version("sweep = ? AND trial = ?", [sweep, trial], database) {
            return (found, false)
        }
        let last = try Int.fetchOne(database, sql: "SELECT max(version) FROM versions") ?? 0
        let version = try make(last + 1)
        let marks = Array(repeating: "?", count: VersionColumns.names.count).joined(separator: ", ")
        try database.execute(
            sql: "INSERT INTO versions (\(VersionColumns.names.joined(separator: ", "))) VALUES (\(marks))",
            arguments: VersionColumns.values(of: version))
        return (version, true)
    }

    /// Moves an alias by compare-and-swap, and logs the move.
    ///
    /// - Parameter move: `from` is what the alias must point to now.
    /// - Returns: what the alias points to now where that is something else; `nil` where the move was made.
    ///   A move to where the alias is already changes and logs nothing.
    public func move(_ move: AliasMove) throws -> AliasConflict? {
        let current = try Int.fetchOne(
            database, sql: "SELECT version FROM aliases WHERE alias = ?", arguments: [move.alias.rawValue])
        guard current == move.from else { return AliasConflict(found: current) }
        guard current != move.to else { return nil }
        try database.execute(
            sql: """
                INSERT INTO aliases (alias, version) VALUES (?, ?)
                ON CONFLICT (alias) DO UPDATE SET version = excluded.version
                """, arguments: [move.alias.rawValue, move.to])
        try database.execute(
            sql: """
                INSERT INTO moves (alias, from_version, to_version, moved_at, moved_by, note, decision)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [move.alias.rawValue, move.from, move.to, move.movedAt, move.movedBy, move.note, move.decision])
        return nil
    }

    /// The last decision; `nil` before the first.
    public func lastDecision() throws -> StoredDecision? {
        try RegistryStore.decisions("ORDER BY number DESC LIMIT 1", database).first
    }

    /// Stores a decision behind the last one.
    public func append(_ decision: StoredDecision) throws {
        try database.execute(
            sql: "INSERT INTO decisions (number, kind, record, digest) VALUES (?, ?, ?, ?)",
            arguments: [decision.number, decision.kind, decision.record, decision.digest])
    }
}
