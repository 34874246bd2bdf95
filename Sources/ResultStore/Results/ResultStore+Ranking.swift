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
    public let seconds: Double
}

extension ResultStore {
    /// A sweep's ranking in the order of `rankedTrials`: small enough to hold for every trial of a large sweep.
    ///
    /// - Parameter limit: at most so many; `nil` means all.
    public func ranking(of sweep: String, limit: Int? = nil) throws -> [RankingEntry] {
        try file.read { database in
            guard let stored = try Self.sweep(sweep, database) else { return [] }
            return try Self.ranking(of: stored, RankingPart.allCases, limit, database)
        }
    }

    static func ranking(
        of sweep: StoredSweep, _ parts: [RankingPart], _ limit: Int?, _ database: Database
    ) throws -> [RankingEntry] {
        let limit = limit.map { max(0, $0) } ?? Int.max
        var entries: [RankingEntry] = []
        for part in parts where entries.count < limit {
            let rows = try Row.fetchCursor(
                database, sql: RankingQuery.text(part, sweep.metric.goal), arguments: [sweep.id, limit - entries.count])
            while let row = try rows.next() { entries.append(try entry(row, part, rank: entries.count + 1)) }
        }
        return entries
    }

    private static func entry(_ row: Row, _ part: RankingPart, rank: Int) throws -> RankingEntry {
        var reader = RowReader(row)
        return RankingEntry(
            id: try reader.next(), trial: try reader.next(), rank: part == .valued ? rank : nil,
            value: try reader.optional(), status: part == .failed ? .failed : .succeeded,
            index: try reader.next(), point: try reader.next(), seed: try reader.next(), seconds: try reader.next())
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
    static func text(_ part: RankingPart, _ goal: Metric.Goal) -> String {
        let condition =
            switch part {
            case .valued: "status = 'succeeded' AND objective IS NOT NULL"
            case .valueless: "status = 'succeeded' AND objective IS NULL"
            case .failed: "status = 'failed'"
            }
        let order = part == .valued ? "objective \(goal == .maximize ? "DESC" : "ASC"), " : ""
        return """
            SELECT id, trial, objective, trial_index, point, seed, seconds FROM trials
            WHERE sweep_id = ? AND \(condition) ORDER BY \(order)trial_index, trial LIMIT ?
            """
    }
}
