internal import GRDB
internal import JSON
internal import SweepModel

/// Reads whole trials by their places in a ranking, many in one statement.
struct TrialBatch {
    let sweep: String
    let database: Database
    private var texts = TextPool()
    private var parameters = ParameterCache()

    /// SQLite bounds a statement's arguments, and a statement costs more than a row.
    private static let trialsPerStatement = 256

    init(sweep: String, database: Database) {
        self.sweep = sweep
        self.database = database
    }

    /// In the order of `entries`. A trial whose record was replaced since they were read is left out.
    mutating func trials(_ entries: ArraySlice<RankingEntry>, _ detail: TrialDetail) throws -> [RankedTrial] {
        var trials: [RankedTrial] = []
        trials.reserveCapacity(entries.count)
        var pending = entries
        while !pending.isEmpty {
            try append(pending.prefix(Self.trialsPerStatement), detail, to: &trials)
            pending = pending.dropFirst(Self.trialsPerStatement)
        }
        return trials
    }

    private mutating func append(
        _ entries: ArraySlice<RankingEntry>, _ detail: TrialDetail, to trials: inout [RankedTrial]
    ) throws {
        let ids = entries.map(\.id)
        var outcomes = try self.outcomes(ids)
        var own = try metrics("metrics", ids)
        var derived = try metrics("derived_metrics", ids)
        for entry in entries {
            guard var outcome = outcomes.removeValue(forKey: entry.id), outcome.trial == entry.trial else { continue }
            outcome.metrics = own.removeValue(forKey: entry.id) ?? [:]
            if outcome.status == .failed { outcome.failure = try TrialDetails.failure(entry.id, database) }
            if detail == .full { try TrialDetails.add(to: &outcome, entry.id, database) }
            trials.append(
                RankedTrial(
                    rank: entry.rank, value: entry.value, outcome: outcome,
                    derivedMetrics: derived.removeValue(forKey: entry.id) ?? [:]))
        }
    }

    private mutating func outcomes(_ ids: [Int64]) throws -> [Int64: TrialOutcome] {
        let statement = try database.cachedStatement(sql: BatchQuery.trials(count: ids.count))
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(ids))
        var outcomes = [Int64: TrialOutcome](minimumCapacity: ids.count)
        while let row = try rows.next() {
            var reader = RowReader(row)
            let id: Int64 = try reader.next()
            outcomes[id] = try TrialColumns.outcome(of: sweep, from: &reader, &parameters, &texts)
        }
        return outcomes
    }

    private mutating func metrics(_ table: String, _ ids: [Int64]) throws -> [Int64: [String: Double]] {
        let statement = try database.cachedStatement(sql: BatchQuery.metrics(table, count: ids.count))
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(ids))
        var metrics = [Int64: [String: Double]]()
        while let row = try rows.next() {
            var reader = RowReader(row)
            let id: Int64 = try reader.next()
            let name = texts.shared(try reader.next())
            metrics[id, default: [:]][name] = try reader.next()
        }
        return metrics
    }
}

enum BatchQuery {
    static func trials(count: Int) -> String {
        "SELECT id, \(TrialColumns.names.joined(separator: ", ")) FROM trials WHERE id IN (\(marks(count)))"
    }

    static func metrics(_ table: String, count: Int) -> String {
        "SELECT trial_id, name, value FROM \(table) WHERE trial_id IN (\(marks(count)))"
    }

    private static func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
}

/// Texts that many rows have in common, held once.
struct TextPool {
    private var texts: Set<String> = []
    /// A column that turns out to differ in every row must not be held for ever.
    private static let most = 4_096

    mutating func shared(_ text: String) -> String {
        if let index = texts.firstIndex(of: text) { return texts[index] }
        if texts.count >= Self.most { texts.removeAll(keepingCapacity: true) }
        texts.insert(text)
        return text
    }
}

/// Trials that differ in their seeds have the same parameters: each text is parsed once, and its value held once.
struct ParameterCache {
    private var values: [String: JSON] = [:]
    private static let most = 4_096

    mutating func value(of text: String) throws -> JSON {
        if let value = values[text] { return value }
        let value = try JSON(parsing: text)
        if values.count >= Self.most { values.removeAll(keepingCapacity: true) }
        values[text] = value
        return value
    }
}
