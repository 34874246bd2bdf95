internal import GRDB
public import SweepModel

/// A trial with its place in the sweep's ranking.
public struct RankedTrial: Sendable, Equatable {
    /// Counted from 1; `nil` for a failed trial and for one without the sweep's metric.
    public var rank: Int?
    /// The sweep's metric.
    public var value: Double?
    /// Curve, fold metrics and validation losses are empty unless they were asked for.
    public var outcome: TrialOutcome
    /// What the user's reduce command added, by name.
    public var derivedMetrics: [String: Double]

    public init(rank: Int?, value: Double?, outcome: TrialOutcome, derivedMetrics: [String: Double] = [:]) {
        self.rank = rank
        self.value = value
        self.outcome = outcome
        self.derivedMetrics = derivedMetrics
    }
}

/// How much of each trial a query reads.
public enum TrialDetail: Sendable {
    case summary
    /// With curve, fold metrics and validation losses.
    case full
}

extension ResultStore {
    /// A sweep's trials, best first by its metric and goal, then those without the metric, then the failed ones.
    ///
    /// Equal values keep the order of the trials' indices. An unknown sweep has no trials.
    ///
    /// - Parameter limit: at most so many; `nil` means all.
    public func rankedTrials(
        of sweep: String, limit: Int? = nil, detail: TrialDetail = .summary
    ) throws -> [RankedTrial] {
        try file.read { database in
            guard let stored = try Self.sweep(sweep, database) else { return [] }
            let entries = try Self.ranking(of: stored, limit: limit, database)
            var batch = TrialBatch(sweep: stored.sweep, database: database)
            return try batch.trials(entries[...], detail)
        }
    }

    /// The trials at these places of a sweep's ranking, in the same order.
    ///
    /// A trial whose record was replaced since the ranking was read is left out.
    public func trials(
        _ entries: [RankingEntry], of sweep: String, detail: TrialDetail = .summary
    ) throws -> [RankedTrial] {
        try file.read { database in
            var batch = TrialBatch(sweep: sweep, database: database)
            return try batch.trials(entries[...], detail)
        }
    }

    /// The names of all metrics that succeeded trials of a sweep have, derived ones too, sorted.
    public func metricNames(of sweep: String) throws -> [String] {
        try file.read { database in
            guard let stored = try Self.sweep(sweep, database) else { return [] }
            let names = try ["metrics", "derived_metrics"].flatMap { table in
                try String.fetchAll(database, sql: MetricNameQuery.text(table), arguments: [stored.id])
            }
            return Set(names).sorted()
        }
    }

    /// The trial with this id, or `nil`.
    public func trial(_ trial: String, of sweep: String, detail: TrialDetail = .full) throws -> TrialOutcome? {
        try file.read { database in
            let row = try Row.fetchOne(database, sql: TrialQuery.one, arguments: [sweep, trial])
            guard let row else { return nil }
            var reader = RowReader(row)
            return try Self.outcome(of: sweep, id: try reader.next(), &reader, detail, database)
        }
    }

    /// The failed trial that stands first in the grid, and why it failed; `nil` where none did.
    public func firstFailure(of sweep: String) throws -> (trial: String, failure: TrialFailure)? {
        try file.read { database in
            let row = try Row.fetchOne(database, sql: TrialQuery.firstFailure, arguments: [sweep])
            guard let row else { return nil }
            var reader = RowReader(row)
            let (id, trial) = (try reader.next(Int64.self), try reader.next(String.self))
            return try TrialDetails.failure(id, database).map { (trial, $0) }
        }
    }

    /// The ids of a sweep's trials that begin with `prefix`, sorted.
    public func trialIDs(of sweep: String, beginningWith prefix: String) throws -> [String] {
        try file.read { database in
            try String.fetchAll(database, sql: TrialQuery.ids, arguments: [sweep, prefix])
        }
    }

    /// Succeeded outcomes by cache key, from any sweep in the store, complete with curve and losses.
    ///
    /// Equal keys give equal results, so that a trial found here needs no training. Keys without a success are left out;
    /// an outcome that was trained is preferred to one that was itself taken from another sweep.
    public func succeededOutcomes(cacheKeys: [String]) throws -> [String: TrialOutcome] {
        let columns = TrialColumns.names.map { "trials.\($0)" }.joined(separator: ", ")
        return try file.read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT sweep, trials.id, \(columns) FROM trials JOIN sweeps ON sweeps.id = sweep_id
                    WHERE cache_key = ? AND status = 'succeeded'
                    ORDER BY cached_from IS NOT NULL, started_at, sweep LIMIT 1
                    """)
            var outcomes: [String: TrialOutcome] = [:]
            for key in Set(cacheKeys) {
                guard let row = try Row.fetchOne(statement, arguments: [key]) else { continue }
                var reader = RowReader(row)
                let sweep: String = try reader.next()
                outcomes[key] = try Self.outcome(of: sweep, id: try reader.next(), &reader, .full, database)
            }
            return outcomes
        }
    }

    private static func outcome(
        of sweep: String, id: Int64, _ reader: inout RowReader, _ detail: TrialDetail, _ database: Database
    ) throws -> TrialOutcome {
        var outcome = try TrialColumns.outcome(of: sweep, from: &reader)
        outcome.metrics = try TrialDetails.metrics("metrics", id, database)
        if outcome.status == .failed { outcome.failure = try TrialDetails.failure(id, database) }
        if detail == .full { try TrialDetails.add(to: &outcome, id, database) }
        return outcome
    }
}
