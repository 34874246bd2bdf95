internal import GRDB

/// `traffic.sqlite`: who was exposed to which arm, and what became of them. Model servers write it, `ab` reads it.
///
/// All errors are `ResultStoreError`.
public struct TrafficStore: Sendable {
    let file: DatabaseFile

    /// - Parameter busyTimeoutSeconds: how long a file that another process has locked is waited for.
    public init(path: String, access: DatabaseAccess, busyTimeoutSeconds: Double = 10) throws {
        file = try DatabaseFile(
            path: path, role: .traffic, schema: .traffic, access: access, busyTimeoutSeconds: busyTimeoutSeconds)
    }

    /// What SQLite's own check finds wrong with the file; empty where all is well.
    public func integrityProblems() throws -> [String] { try file.integrityProblems() }

    /// Stores a batch, all or nothing; once it returns, the disk has it.
    ///
    /// - Returns: for each outcome of the batch, in order, what became of it.
    @discardableResult
    public func record(_ batch: TrafficBatch) throws -> [OutcomeReceipt] {
        try file.write { try Self.store(batch, $0) }
    }

    static func store(_ batch: TrafficBatch, _ database: Database) throws -> [OutcomeReceipt] {
        for exposure in batch.exposures { try insert(exposure, database) }
        for tally in batch.tallies { try add(tally, database) }
        return try batch.outcomes.map { try insert($0, database) }
    }

    /// The earliest one stays: servers may tell of them in any order.
    private static func insert(_ exposure: Exposure, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO exposures (test, unit, phase, arm, at, covariate) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET
                    phase = excluded.phase, arm = excluded.arm, at = excluded.at, covariate = excluded.covariate
                    WHERE excluded.at < at
                """)
        try statement.execute(arguments: [
            exposure.test, exposure.unit, exposure.phase, exposure.arm, exposure.at, exposure.covariate,
        ])
    }

    private static func insert(_ outcome: UnitOutcome, _ database: Database) throws -> OutcomeReceipt {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO outcomes (idempotency_key, test, unit, metric, value, at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)
        try statement.execute(arguments: [
            outcome.idempotencyKey, outcome.test, outcome.unit, outcome.metric, outcome.value, outcome.at,
        ])
        guard database.changesCount == 0 else { return .stored }
        let known = try database.cachedStatement(
            sql: "SELECT unit = ? AND metric = ? AND value = ? FROM outcomes WHERE test = ? AND idempotency_key = ?")
        let isSame = try Bool.fetchOne(
            known,
            arguments: [outcome.unit, outcome.metric, outcome.value, outcome.test, outcome.idempotencyKey])
        return isSame ?? false ? .duplicate : .conflict
    }

    private static func add(_ tally: RequestTally, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO requests
                    (test, phase, arm, minute, requests, errors, milliseconds, squared_milliseconds, compared, agreed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET
                    requests = requests + excluded.requests, errors = errors + excluded.errors,
                    milliseconds = milliseconds + excluded.milliseconds,
                    squared_milliseconds = squared_milliseconds + excluded.squared_milliseconds,
                    compared = compared + excluded.compared, agreed = agreed + excluded.agreed
                """)
        try statement.execute(arguments: [
            tally.test, tally.phase, tally.arm, tally.minute, tally.requests, tally.errors, tally.milliseconds,
            tally.squaredMilliseconds, tally.compared, tally.agreed,
        ])
    }
}
