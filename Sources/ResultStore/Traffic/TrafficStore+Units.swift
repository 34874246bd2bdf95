internal import GRDB

extension TrafficStore {
    /// The sums over a test's units at several moments, in one pass over exposures and outcomes.
    ///
    /// An outcome counts where it came at or after its unit's exposure and before the unit's phase ended: behind that the unit may
    /// have got another arm's answers. Memory grows with cuts and arms, not with units.
    ///
    /// - Parameters:
    ///   - phases: when each of them began, in seconds since 1970 and in order; the first is phase 1.
    ///   - cuts: ascending, in seconds since 1970; what came later doesn't count.
    public func units(
        of test: String, metric: String, as measure: UnitMeasure, phases: [Double], cuts: [Double]
    ) throws -> UnitSeries {
        guard let last = cuts.last else { return UnitSeries(cuts: []) }
        return try file.read { database in
            var builder = SeriesBuilder(
                measure: measure, cuts: cuts,
                valueOrigin: measure == .proportion ? 0 : try Self.valueOrigin(test, metric, database),
                covariateOrigin: try Self.covariateOrigin(test, database))
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT e.unit, e.phase, e.arm, e.at, e.covariate, o.value, o.at
                    FROM exposures e LEFT JOIN outcomes o
                        ON o.test = e.test AND o.metric = ? AND o.unit = e.unit AND o.at >= e.at
                    WHERE e.test = ? AND e.at <= ? ORDER BY e.unit
                    """, arguments: [metric, test, last])
            while let row = try rows.next() {
                var reader = RowReader(row)
                let unit: String = try reader.next()
                let phase: Int = try reader.next()
                let arm: String = try reader.next()
                if builder.unit != unit {
                    let end = phases.indices.contains(phase) ? phases[phase] : .infinity
                    builder.begin(
                        unit, PhaseArm(phase: phase, arm: arm), at: try reader.next(),
                        covariate: try reader.optional(), until: end)
                } else {
                    _ = try reader.next(Double.self)
                    _ = try reader.optional(Double.self)
                }
                if let value: Double = try reader.optional() { builder.add(value, at: try reader.next()) }
            }
            return builder.finished()
        }
    }

    /// Near the mean of the first units that have outcomes; any number would do, a near one keeps more digits.
    private static func valueOrigin(_ test: String, _ metric: String, _ database: Database) throws -> Double {
        try Double.fetchOne(
            database,
            sql: """
                SELECT avg(total) FROM (
                    SELECT sum(value) AS total FROM outcomes WHERE test = ? AND metric = ? GROUP BY unit LIMIT 1000)
                """, arguments: [test, metric]) ?? 0
    }

    private static func covariateOrigin(_ test: String, _ database: Database) throws -> Double {
        try Double.fetchOne(
            database,
            sql: "SELECT avg(covariate) FROM (SELECT covariate FROM exposures WHERE test = ? LIMIT 1000)",
            arguments: [test]) ?? 0
    }

    /// Requests of a test up to a moment, summed for each arm of each phase; the tallies' minute is 0.
    public func requests(of test: String, until seconds: Double) throws -> [RequestTally] {
        try file.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT phase, arm, sum(requests), sum(errors), sum(milliseconds), sum(squared_milliseconds),
                        sum(compared), sum(agreed)
                    FROM requests WHERE test = ? AND minute * 60.0 <= ? GROUP BY phase, arm ORDER BY phase, arm
                    """, arguments: [test, seconds])
            return try rows.map { row in
                var reader = RowReader(row)
                return RequestTally(
                    test: test, phase: try reader.next(), arm: try reader.next(), minute: 0,
                    requests: try reader.next(), errors: try reader.next(), milliseconds: try reader.next(),
                    squaredMilliseconds: try reader.next(), compared: try reader.next(), agreed: try reader.next())
            }
        }
    }
}

extension TrafficStore {
    /// How many units each arm of each phase has, without their outcomes: one cut.
    public func exposures(of test: String, until seconds: Double) throws -> UnitSeries {
        try file.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT phase, arm, count(*) FROM exposures WHERE test = ? AND at <= ? GROUP BY phase, arm",
                arguments: [test, seconds])
            var series = UnitSeries(cuts: [seconds])
            for row in rows {
                var reader = RowReader(row)
                var sums = UnitSums()
                let place = PhaseArm(phase: try reader.next(), arm: try reader.next())
                sums.count = try reader.next()
                series.sums[place] = [sums]
            }
            return series
        }
    }
}
