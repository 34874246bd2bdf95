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

    /// Several changes at once: all or nothing, and no other process comes between them.
    public func change<Value>(_ body: (RegistryChange) throws -> Value) throws -> Value {
        try file.write { try body(RegistryChange(database: $0)) }
    }

    /// As `RegistryChange.register`, by itself.
    public func register(
        sweep: String, trial: String, make: (Int) throws -> ModelVersion
    ) throws -> (version: ModelVersion, isNew: Bool) {
        try change { try $0.register(sweep: sweep, trial: trial, make: make) }
    }

    /// As `RegistryChange.move`, by itself.
    public func move(_ move: AliasMove) throws -> AliasConflict? { try change { try $0.move(move) } }

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

    /// The version of a trial, or `nil` where it has none.
    public func version(ofTrial trial: String, sweep: String) throws -> ModelVersion? {
        try file.read { try Self.version("sweep = ? AND trial = ?", [sweep, trial], $0) }
    }

    /// Where each alias points; aliases that were never set are left out.
    public func aliases() throws -> [ModelAlias: Int] { try file.read(Self.aliases) }

    /// The log of moves, the oldest first.
    public func moves() throws -> [AliasMove] {
        try file.read { database in
            // A file that only this program's forerunners have written has no such column.
            let decision = try Self.hasDecisions(database) ? "decision" : "NULL"
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT alias, from_version, to_version, moved_at, moved_by, note, \(decision) FROM moves ORDER BY id
                    """)
            return try rows.map { row in
                var reader = RowReader(row)
                return AliasMove(
                    alias: try reader.choice(), from: try reader.optional(), to: try reader.next(),
                    movedAt: try reader.next(), movedBy: try reader.next(), note: try reader.optional(),
                    decision: try reader.optional())
            }
        }
    }

    static func aliases(_ database: Database) throws -> [ModelAlias: Int] {
        var aliases: [ModelAlias: Int] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT alias, version FROM aliases") {
            var reader = RowReader(row)
            aliases[try reader.choice()] = try reader.next(Int.self)
        }
        return aliases
    }

    static func version(
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
