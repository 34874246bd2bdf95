internal import GRDB
public import SweepModel

/// A trial's place in its sweep's ranking, without its parameters, metrics and curves.
public struct RankingEntry: Sendable, Equatable {
    /// The row's number in this file: it means nothing outside it.
    let id: Int64
    public let trial: String
    /// Counted from 1; `nil` for a failed trial and for one without the sweep's metric.
    public let rank: Int?
    /// The sweep's metric.
    public let value: Double?
    public let status: TrialOutcome.Status
    /// The trial's number among all of the sweep.
    public let index: Int
    public let point: Int
    public let seed: Int
}

extension ResultStore {
    /// A sweep's ranking in the order of `rankedTrials`: small enough to hold for every trial of a large sweep.
    ///
    /// - Parameters:
    ///   - limit: at most so many; `nil` means all.
    ///   - readParameters: gets each trial's parameters as canonical JSON, in the same order. It must not ask the store.
    public func ranking(
        of sweep: String, limit: Int? = nil, readParameters: ((String) throws -> Void)? = nil
    ) throws -> [RankingEntry] {
        try file.read { database in
            guard let stored = try Self.sweep(sweep, database) else { return [] }
            return try Self.ranking(of: stored, limit: limit, readParameters: readParameters, database)
        }
    }

    static func ranking(
        of sweep: StoredSweep, _ parts: [RankingPart] = RankingPart.allCases, limit: Int? = nil,
        readParameters: ((String) throws -> Void)? = nil, _ database: Database
    ) throws -> [RankingEntry] {
        let limit = limit.map { max(0, $0) } ?? Int.max
        var entries: [RankingEntry] = []
        for part in parts where entries.count < limit {
            let rows = try Row.fetchCursor(
                database, sql: RankingQuery.text(part, sweep.metric.goal, withParameters: readParameters != nil),
                arguments: [sweep.id, limit - entries.count])
            while let row = try rows.next() {
                var reader = RowReader(row)
                entries.append(try entry(&reader, part, rank: entries.count + 1))
                if let readParameters { try readParameters(reader.next()) }
            }
        }
        return entries
    }

    private static func entry(_ reader: inout RowReader, _ part: RankingPart, rank: Int) throws -> RankingEntry {
        RankingEntry(
            id: try reader.next(), trial: try reader.next(), rank: part == .valued ? rank : nil,
            value: try reader.optional(), status: part == .failed ? .failed : .succeeded,
            index: try reader.next(), point: try reader.next(), seed: try reader.next())
    }
}

/// The three parts of a ranking, in their order.
enum RankingPart: CaseIterable {
    /// Succeeded, with the sweep's metric.
    case valued
    /// Succeeded, without it.
    case valueless
    case failed
}

/// Each part by itself, so that the index gives its order; only equal values are sorted.
enum RankingQuery {
    static func text(_ part: RankingPart, _ goal: Metric.Goal, withParameters: Bool) -> String {
        let condition =
            switch part {
            case .valued: "status = 'succeeded' AND objective IS NOT NULL"
            case .valueless: "status = 'succeeded' AND objective IS NULL"
            case .failed: "status = 'failed'"
            }
        let order = part == .valued ? "objective \(goal == .maximize ? "DESC" : "ASC"), " : ""
        return """
            SELECT id, trial, objective, trial_index, point, seed\(withParameters ? ", parameters" : "") FROM trials
            WHERE sweep_id = ? AND \(condition) ORDER BY \(order)trial_index, trial LIMIT ?
            """
    }
}
