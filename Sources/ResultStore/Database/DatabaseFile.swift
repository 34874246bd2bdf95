internal import Foundation
internal import GRDB

/// What the opener of a database may do with it.
public enum DatabaseAccess: Sendable {
    /// The file must exist; nothing is written.
    case reading
    /// The file is made where it is missing, and brought to this program's schema.
    case writing
}

/// One SQLite file in WAL mode. Every error that leaves it is a `ResultStoreError`.
struct DatabaseFile: Sendable {
    let path: String
    let role: DatabaseRole
    /// How long a locked database is waited for.
    let busyTimeoutSeconds: Double
    private let queue: DatabaseQueue

    /// A merge fills indexes of hashes, which lie all over the file: without room for them each row would touch the disk.
    private static let writerCacheKibibytes = 65_536

    /// The wait for a locked database where the caller names none.
    static let busyTimeoutSeconds = 10.0

    init(
        path: String, role: DatabaseRole, schema: DatabaseSchema, access: DatabaseAccess,
        busyTimeoutSeconds: Double = busyTimeoutSeconds
    ) throws {
        self.path = path
        self.role = role
        self.busyTimeoutSeconds = busyTimeoutSeconds
        let translation = ErrorTranslation(path: path, role: role, waitedSeconds: busyTimeoutSeconds)
        if access == .reading, !FileManager.default.fileExists(atPath: path) {
            throw translation.error(.missing)
        }
        queue = try translation.run {
            let queue = try DatabaseQueue(
                path: Self.address(of: path, access),
                configuration: Self.configuration(role, access, busyTimeoutSeconds))
            try queue.read { try Self.check($0, role: role, schema: schema, access: access, translation) }
            if access == .writing { try Self.prepare(queue, role: role, schema: schema, busyTimeoutSeconds) }
            return queue
        }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try translation.run { try queue.read(body) }
    }

    /// All or nothing.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try translation.run { try queue.write(body) }
    }

    /// SQLite's own check of pages, indexes and foreign keys: empty where all is well.
    func integrityProblems() throws -> [String] {
        try read { database in
            let pages = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            let references = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
            return pages + references.map { "foreign key: \($0)" }
        }
    }

    private var translation: ErrorTranslation {
        ErrorTranslation(path: path, role: role, waitedSeconds: busyTimeoutSeconds)
    }

    /// SQLite shares a file beside a database in WAL mode among its readers, and can't make one where the folder can't be written.
    /// There a database without a log is read as one that doesn't change: nobody who uses this folder as it is can write to it.
    /// An SQLite that knows no addresses finds no such file, and the error says that the folder is read-only.
    private static func address(of path: String, _ access: DatabaseAccess) -> String {
        let url = URL(fileURLWithPath: path)
        guard access == .reading, Glibc.access(url.deletingLastPathComponent().path, W_OK) != 0,
            !["-wal", "-shm"].contains(where: { FileManager.default.fileExists(atPath: path + $0) })
        else { return path }
        return url.absoluteString + "?immutable=1"
    }

    private static func configuration(
        _ role: DatabaseRole, _ access: DatabaseAccess, _ busyTimeoutSeconds: Double
    ) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = access == .reading
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        configuration.label = "stepsweep.\(role.name)"
        return configuration
    }

    /// Refuses a file that is not ours, or of a later version, before anything is written to it.
    private static func check(
        _ database: Database, role: DatabaseRole, schema: DatabaseSchema, access: DatabaseAccess,
        _ translation: ErrorTranslation
    ) throws {
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        let owner = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if tables == 0, owner == 0, version == 0 {
            // An empty file: what a crash between making it and filling it leaves.
            if access == .reading { throw translation.error(.missing) }
            return
        }
        guard owner == role.applicationID, version > 0 else { throw translation.error(.otherContent) }
        guard version <= schema.version else {
            throw translation.error(.newerVersion(found: version, known: schema.version))
        }
    }

    private static func prepare(
        _ queue: DatabaseQueue, role: DatabaseRole, schema: DatabaseSchema, _ busyTimeoutSeconds: Double
    ) throws {
        try queue.writeWithoutTransaction { database in
            try enterWALMode(database, busyTimeoutSeconds)
            try database.execute(sql: "PRAGMA synchronous = \(role.survivesPowerCut ? "FULL" : "NORMAL")")
            try database.execute(sql: "PRAGMA cache_size = -\(writerCacheKibibytes)")
        }
        try queue.write { try schema.migrate($0, role: role) }
    }

    /// SQLite doesn't call its busy handler for this change of mode, so that two first openers must wait by themselves.
    private static func enterWALMode(_ database: Database, _ busyTimeoutSeconds: Double) throws {
        let pauseSeconds = 0.01
        var waitedSeconds = 0.0
        while true {
            do {
                try database.execute(sql: "PRAGMA journal_mode = WAL")
                return
            } catch let error as DatabaseError
                where error.resultCode == .SQLITE_BUSY && waitedSeconds < busyTimeoutSeconds
            {
                Thread.sleep(forTimeInterval: pauseSeconds)
                waitedSeconds += pauseSeconds
            }
        }
    }
}
