internal import Foundation
internal import GRDB
internal import JSON
internal import SweepModel

/// Writes the records of one sweep inside one transaction, with statements that are compiled once.
struct OutcomeWriter {
    let database: Database
    let sweepID: Int64
    let metric: String

    private static let insertTrial: String = {
        let names = TrialColumns.names + ["sweep_id", "objective", "record_generation", "record_part", "record_line"]
        let marks = Array(repeating: "?", count: names.count).joined(separator: ", ")
        return """
            INSERT INTO trials (\(names.joined(separator: ", "))) VALUES (\(marks))
            ON CONFLICT (sweep_id, trial) DO NOTHING
            """
    }()

    /// Stores the record unless a better one of its trial is there.
    func write(_ record: OutcomeRecord) throws {
        if try insert(record) { return }
        guard let stored = try storedRecord(of: record.outcome.trial) else { return }
        let rank = RecordRank(status: record.outcome.status, place: record.place)
        guard rank.beats(stored.rank) else { return }
        try run("DELETE FROM trials WHERE id = ?", [stored.id])
        _ = try insert(record)
    }

    func write(_ line: UnreadableLine) throws {
        try run(
            "INSERT OR REPLACE INTO unreadable_lines (sweep_id, object, line, problem) VALUES (?, ?, ?, ?)",
            [sweepID, line.object, line.line, line.problem])
    }

    /// False where the object was merged before.
    func markMerged(_ object: String) throws -> Bool {
        try run("INSERT OR IGNORE INTO merged_objects (sweep_id, object) VALUES (?, ?)", [sweepID, object])
        return database.changesCount > 0
    }

    private func storedRecord(of trial: String) throws -> (id: Int64, rank: RecordRank)? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT id, status, record_generation, record_part, pack, record_line
                FROM trials WHERE sweep_id = ? AND trial = ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [sweepID, trial]) else { return nil }
        var reader = RowReader(row)
        let id: Int64 = try reader.next()
        let status: TrialOutcome.Status = try reader.choice()
        let place = RecordPlace(
            generation: try reader.next(), part: try reader.next(), pack: try reader.next(), line: try reader.next())
        return (id, RecordRank(status: status, place: place))
    }

    /// False where a record of the trial is there already.
    private func insert(_ record: OutcomeRecord) throws -> Bool {
        let outcome = record.outcome
        let objective = outcome.status == .succeeded ? outcome.metrics[metric] : nil
        try run(
            Self.insertTrial,
            StatementArguments(
                TrialColumns.values(of: outcome) + [
                    sweepID, objective, record.place.generation, record.place.part, record.place.line,
                ]))
        guard database.changesCount > 0 else { return false }
        let id = database.lastInsertedRowID
        try insert(outcome.metrics, of: id)
        if let failure = outcome.failure { try insert(failure, of: id) }
        try insertDetails(of: outcome, id)
        return true
    }

    /// Rows in one statement: it costs more than they do, and SQLite bounds its arguments.
    private static let metricsPerStatement = 100

    private func insert(_ metrics: [String: Double], of id: Int64) throws {
        var pending = metrics.filter(\.value.isFinite)[...]
        while !pending.isEmpty {
            let part = pending.prefix(Self.metricsPerStatement)
            pending = pending.dropFirst(part.count)
            let rows = Array(repeating: "(?, ?, ?)", count: part.count).joined(separator: ", ")
            try run(
                "INSERT INTO metrics (trial_id, name, value) VALUES \(rows)",
                StatementArguments(part.flatMap { [id, $0.key, $0.value] as [any DatabaseValueConvertible] }))
        }
    }

    private func insert(_ failure: TrialFailure, of id: Int64) throws {
        try run(
            """
            INSERT INTO failures (trial_id, reason, message, exit_code, signal, stderr_tail)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                id, failure.reason.rawValue, failure.message, failure.exitCode, failure.signal, failure.stderrTail,
            ])
    }

    private func insertDetails(of outcome: TrialOutcome, _ id: Int64) throws {
        if !outcome.curve.isEmpty {
            try run(
                "INSERT INTO curves (trial_id, columns) VALUES (?, ?)", [id, TrialDetails.text(ofCurve: outcome.curve)])
        }
        if !outcome.foldMetrics.isEmpty {
            try run(
                "INSERT INTO fold_metrics (trial_id, folds) VALUES (?, ?)",
                [id, TrialDetails.text(ofFolds: outcome.foldMetrics)])
        }
        try insertRows(outcome.validationLosses, outcome.validationErrors, into: "validation_losses", id)
        try insertRows(outcome.testLosses, outcome.testErrors, into: "test_losses", id)
    }

    private func insertRows(_ losses: String?, _ errors: String?, into table: String, _ id: Int64) throws {
        guard let losses = losses.flatMap({ Data(base64Encoded: $0) }) else { return }
        let errors = errors.flatMap { Data(base64Encoded: $0) }
        try run("INSERT INTO \(table) (trial_id, losses, errors) VALUES (?, ?, ?)", [id, losses, errors])
    }

    private func run(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
