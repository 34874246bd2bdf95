internal import GRDB
internal import SweepModel

/// `registry.sqlite`: model versions, aliases, and the log of their moves. Unlike the results it can't be rebuilt.
///
/// All errors are `ResultStoreError`, beside what a closure throws.
public struct RegistryStore: Sendable {
    let file: DatabaseFile

    /// - Parameter busyTimeoutSeconds: how long a file that another process has locked is waited for.
    public init(path: String, access: DatabaseAccess, busyTimeoutSeconds: Double = 10) throws {
        file = try DatabaseFile(
            path: path, role: .registry, schema: .registry, access: access, busyTimeoutSeconds: busyTimeoutSeconds)
    }

    /// What SQLite's own check finds wrong with the file; empty where all is well.
    public func integrityProblems() throws -> [String] { try file.integrityProblems() }

    /// Gives the trial a version, or finds the one that it has already.
    ///
    /// - Parameter make: builds the version with the next free number, while no other process can take it. Where it
    ///   throws, nothing is stored.
    /// - Returns: the version, and whether it is new.
    public func register(
        sweep: String, trial: String, make: (Int) throws -> ModelVersion
    ) throws -> (version: ModelVersion, isNew: Bool) {
        try file.write { database in
            if let found = try Self.version("sweep = ? AND trial = ?", [sweep, trial], database) {
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
    }

    /// Moves an alias by compare-and-swap, and logs the move.
    ///
    /// - Parameter move: `from` is what the alias must point to now.
    /// - Returns: what the alias points to now where that is something else; `nil` where the move was made.
    ///   A move to where the alias is already changes and logs nothing.
    public func move(_ move: AliasMove) throws -> AliasConflict? {
        try file.write { try Self.apply(move, $0) }
    }

    /// `move(_:)` within a transaction that does more.
    static func apply(_ move: AliasMove, _ database: Database) throws -> AliasConflict? {
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
                INSERT INTO moves (alias, from_version, to_version, moved_at, moved_by, note)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [move.alias.rawValue, move.from, move.to, move.movedAt, move.movedBy, move.note])
        return nil
    }

    /// All versions, the latest first.
    public func versions() throws -> [ModelVersion] {
        try file.read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT \(VersionColumns.names.joined(separator: ", ")) FROM versions ORDER BY version DESC")
            var versions: [ModelVersion] = []
            while let row = try rows.next() {
                var reader = RowReader(row)
                versions.append(try VersionColumns.version(from: &reader))
            }
            return versions
        }
    }

    /// The version with this number, or `nil` where there is none.
    public func version(_ number: Int) throws -> ModelVersion? {
        try file.read { try Self.version("version = ?", [number], $0) }
    }

    /// Where each alias points; aliases that were never set are left out.
    public func aliases() throws -> [ModelAlias: Int] {
        try file.read { database in
            var aliases: [ModelAlias: Int] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT alias, version FROM aliases") {
                var reader = RowReader(row)
                aliases[try reader.choice()] = try reader.next(Int.self)
            }
            return aliases
        }
    }

    /// The log of moves, the oldest first.
    public func moves() throws -> [AliasMove] {
        try file.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT alias, from_version, to_version, moved_at, moved_by, note FROM moves ORDER BY id")
            return try rows.map { row in
                var reader = RowReader(row)
                return AliasMove(
                    alias: try reader.choice(), from: try reader.optional(), to: try reader.next(),
                    movedAt: try reader.next(), movedBy: try reader.next(), note: try reader.optional())
            }
        }
    }

    private static func version(
        _ condition: String, _ arguments: StatementArguments, _ database: Database
    ) throws -> ModelVersion? {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT \(VersionColumns.names.joined(separator: ", ")) FROM versions WHERE \(condition)",
            arguments: arguments)
        guard let row else { return nil }
        var reader = RowReader(row)
        return try VersionColumns.version(from: &reader)
    }
}

/// An alias points elsewhere than its mover believed.
public struct AliasConflict: Sendable, Equatable {
    /// `nil` where the alias was never set.
    public let found: Int?

    public init(found: Int?) { self.found = found }
}
