internal import Foundation
internal import GRDB

/// A SQLite file for another program to open: its tables are that program's, and this type knows nothing of them.
///
/// The file must not exist yet; the caller gives it its final name when it is whole. A failure leaves what there was of it.
public struct NewDatabase {
    /// One field of a row.
    public enum Value: Sendable, Equatable {
        case null
        case integer(Int)
        case real(Double)
        case text(String)
    }

    private let database: Database

    /// Makes the file with the tables of `schema`, and lets `fill` insert rows, all in one transaction; then waits for the disk.
    ///
    /// - Parameter schema: SQL that makes tables and indexes.
    /// - Throws: `NewDatabaseFailure`, and what `fill` throws of its own.
    public static func write(path: String, schema: String, fill: (NewDatabase) throws -> Void) throws {
        do {
            var configuration = Configuration()
            configuration.label = "stepsweep.export"
            // Nobody looks at the file before it is whole: a journal would guard nothing.
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.write { database in
                try database.execute(sql: schema)
                try fill(NewDatabase(database: database))
            }
            try queue.close()
        } catch let error as DatabaseError {
            throw NewDatabaseFailure(problem: error.message ?? "SQLite result code \(error.resultCode.rawValue)")
        }
        try synchronise(path)
    }

    /// Adds a row to `table`, with a value for each of its columns in order.
    public func insert(into table: String, _ values: Value...) throws {
        let places = values.map { _ in "?" }.joined(separator: ", ")
        let statement = try database.cachedStatement(sql: "INSERT INTO \(table) VALUES (\(places))")
        try statement.execute(arguments: StatementArguments(values.map(\.stored)))
    }

    private static func synchronise(_ path: String) throws {
        guard let file = FileHandle(forWritingAtPath: path) else {
            throw NewDatabaseFailure(problem: "it can't be opened again")
        }
        do {
            try file.synchronize()
            try file.close()
        } catch {
            throw NewDatabaseFailure(problem: "the disk did not take it")
        }
    }
}

extension NewDatabase.Value {
    fileprivate var stored: (any DatabaseValueConvertible)? {
        switch self {
        case .null: nil
        case .integer(let value): value
        case .real(let value): value
        case .text(let value): value
        }
    }
}

/// A new database could not be written: SQLite's word for it.
public struct NewDatabaseFailure: Error, Sendable, Equatable {
    public let problem: String
}
