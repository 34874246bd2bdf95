internal import GRDB

/// Objects of a bucket that were read: each enters once.
extension TrafficStore {
    /// Keys of a test's objects that were read before.
    public func importedObjects(of test: String) throws -> Set<String> {
        try file.read { try Set(String.fetchAll($0, sql: "SELECT key FROM imports WHERE test = ?", arguments: [test])) }
    }

    /// Stores what an object holds and that it was read, all or nothing.
    ///
    /// - Returns: as `record`; `nil` where it was read before, and nothing was done.
    public func record(_ batch: TrafficBatch, from key: String, test: String) throws -> [OutcomeReceipt]? {
        try file.write { database in
            try database.execute(
                sql: "INSERT INTO imports (test, key) VALUES (?, ?) ON CONFLICT DO NOTHING", arguments: [test, key])
            guard database.changesCount > 0 else { return nil }
            return try Self.store(batch, database)
        }
    }
}
