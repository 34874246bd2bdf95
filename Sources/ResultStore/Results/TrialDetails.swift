internal import Foundation
internal import GRDB
internal import JSON
internal import SweepModel

/// The bulky parts of an outcome, each in a table of its own, so that a ranking never reads them.
enum TrialDetails {
    static func text(ofCurve curve: [String: [Double]]) -> String {
        JSON.object(curve.mapValues { .array($0.map(JSON.number)) }).text()
    }

    static func text(ofFolds folds: [[String: Double]]) -> String {
        JSON.array(folds.map { .object($0.mapValues(JSON.number)) }).text()
    }

    /// Adds curve, fold metrics and losses of rows to an outcome that was read without them.
    static func add(to outcome: inout TrialOutcome, _ id: Int64, _ database: Database) throws {
        if let text = try value(String.self, "SELECT columns FROM curves WHERE trial_id = ?", id, database) {
            outcome.curve = (try JSON(parsing: text).object ?? [:]).mapValues { $0.array?.map(number) ?? [] }
        }
        if let text = try value(String.self, "SELECT folds FROM fold_metrics WHERE trial_id = ?", id, database) {
            outcome.foldMetrics = try folds(in: text, of: outcome.trial)
        }
        let validation = try rows("validation_losses", id, database)
        outcome.validationLosses = validation?.losses.base64EncodedString()
        outcome.validationErrors = validation?.errors?.base64EncodedString()
        let test = try rows("test_losses", id, database)
        outcome.testLosses = test?.losses.base64EncodedString()
        outcome.testErrors = test?.errors?.base64EncodedString()
    }

    /// Losses and errors as they are stored; `nil` where a trial has none.
    static func rows(_ table: String, _ id: Int64, _ database: Database) throws -> (losses: Data, errors: Data?)? {
        let statement = try database.cachedStatement(sql: "SELECT losses, errors FROM \(table) WHERE trial_id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        var reader = RowReader(row)
        return (try reader.next(), try reader.optional())
    }

    /// A bit a row, the least significant first: 1 where the model was wrong.
    ///
    /// - Throws: `UnexpectedValue`, which names the trial.
    static func bits(in bytes: Data, count: Int, of trial: String) throws -> [UInt8] {
        guard bytes.count == (count + 7) / 8 else {
            throw UnexpectedValue(
                detail:
                    "trial `\(trial)`: its errors take \(bytes.count) bytes, not a bit for each of \(count) rows")
        }
        return bytes.enumerated().flatMap { place, byte in
            (0..<min(8, count - 8 * place)).map { (byte >> $0) & 1 }
        }
    }

    /// - Throws: `UnexpectedValue`, which names the trial.
    static func folds(in text: String, of trial: String) throws -> [[String: Double]] {
        do {
            return (try JSON(parsing: text).array ?? []).map { ($0.object ?? [:]).mapValues(number) }
        } catch {
            throw UnexpectedValue(detail: "trial `\(trial)`: its fold metrics are unreadable JSON: \(error)")
        }
    }

    /// Little-endian 32-bit floats.
    ///
    /// - Throws: `UnexpectedValue`, which names the trial.
    static func losses(in bytes: Data, of trial: String, part: String = "validation") throws -> [Float] {
        let size = MemoryLayout<UInt32>.size
        guard bytes.count.isMultiple(of: size) else {
            throw UnexpectedValue(
                detail: "trial `\(trial)`: its \(part) losses take \(bytes.count) bytes, not \(size) a row")
        }
        return bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: size).map { offset in
                Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
            }
        }
    }

    static func metrics(_ table: String, _ id: Int64, _ database: Database) throws -> [String: Double] {
        let statement = try database.cachedStatement(sql: "SELECT name, value FROM \(table) WHERE trial_id = ?")
        var metrics: [String: Double] = [:]
        let rows = try Row.fetchCursor(statement, arguments: [id])
        while let row = try rows.next() {
            metrics[try row.decode(String.self, atIndex: 0)] = try row.decode(Double.self, atIndex: 1)
        }
        return metrics
    }

    static func failure(_ id: Int64, _ database: Database) throws -> TrialFailure? {
        let statement = try database.cachedStatement(
            sql: "SELECT reason, message, exit_code, signal, stderr_tail FROM failures WHERE trial_id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        var reader = RowReader(row)
        return TrialFailure(
            reason: try reader.choice(), message: try reader.next(), exitCode: try reader.optional(),
            signal: try reader.optional(), stderrTail: try reader.optional())
    }

    /// JSON has no NaN: a gap in a curve is stored as `null`.
    private static func number(_ value: JSON) -> Double { value.double ?? .nan }

    private static func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ type: Value.Type, _ sql: String, _ id: Int64, _ database: Database
    ) throws -> Value? {
        try Row.fetchOne(try database.cachedStatement(sql: sql), arguments: [id])?.decode(Value.self, atIndex: 0)
    }
}
