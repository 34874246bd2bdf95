internal import GRDB

/// A decision as it lies in the registry: a text that nobody changes.
public struct StoredDecision: Sendable, Equatable {
    /// Counted from 1, without a gap.
    public var number: Int
    public var kind: String
    /// Canonical JSON; it names the digest of the record before it.
    public var record: String
    /// SHA-256 of the record's bytes, in 64 hexadecimal digits.
    public var digest: String

    public init(number: Int, kind: String, record: String, digest: String) {
        self.number = number
        self.kind = kind
        self.record = record
        self.digest = digest
    }
}

extension RegistryStore {
    /// All decisions, the first one first.
    public func decisions() throws -> [StoredDecision] {
        try file.read { database in
            try Self.hasDecisions(database) ? Self.decisions("ORDER BY number", database) : []
        }
    }

    /// False for a file that a version without decisions wrote, and nobody has opened for writing since.
    static func hasDecisions(_ database: Database) throws -> Bool { try database.tableExists("decisions") }

    static func decisions(_ ending: String, _ database: Database) throws -> [StoredDecision] {
        try Row.fetchAll(database, sql: "SELECT number, kind, record, digest FROM decisions \(ending)").map { row in
            var reader = RowReader(row)
            return StoredDecision(
                number: try reader.next(), kind: try reader.next(), record: try reader.next(),
                digest: try reader.next())
        }
    }
}
