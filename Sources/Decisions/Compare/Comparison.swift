public import JSON
public import ResultStore
internal import SweepModel

/// One or several sweeps side by side.
///
/// Where a sweep has several seeds, a row is a point of its grid and its numbers are means over the seeds. Sweeps with the
/// same metric and goal are ranked together, others each by itself.
public struct Comparison: Sendable, Equatable {
    /// In the order asked for.
    public let sweeps: [SweepSummary]
    /// Parameters that every row has with one value, by dotted name.
    public let constants: [String: JSON]
    /// Dotted names of the parameters that differ between rows, sorted.
    public let varying: [String]
    /// All metrics that any row has: the sweeps' own first, then by name.
    public let metrics: [String]
    /// The columns to show.
    public let columns: [Column]
    /// Filtered, sorted and cut to the top.
    public let rows: [LeaderboardRow]
    /// Rows before filters and cut.
    public let totalRows: Int
    /// Rows that met the filters.
    public let matchingRows: Int
    /// Whether rows are points with several seeds.
    public let aggregatesSeeds: Bool
    /// Whether a person named the columns.
    public let columnsAreChosen: Bool
    /// Digits of a trial's id that tell all trials apart, at least 8.
    public let trialDigits: Int

    /// A sweep that is named twice is shown once.
    ///
    /// - Throws: `DecisionError.unknownSweep`, `.unknownColumn`; `ResultStoreError`.
    public init(of sweeps: [String], in results: ResultStore, options: ComparisonOptions = ComparisonOptions()) throws {
        var names: [String] = []
        for sweep in sweeps where !names.contains(sweep) { names.append(sweep) }
        let summaries = try names.map { sweep in
            guard let summary = try results.sweep(sweep) else { throw DecisionError.unknownSweep(sweep) }
            return summary
        }
        self.sweeps = summaries
        var parameters = ParameterScan()
        let rankings = try names.map { try results.ranking(of: $0) { try parameters.add($0) } }
        aggregatesSeeds = rankings.contains { Self.hasSeveralSeeds($0) }
        let leaderboard = Leaderboard(sweeps: summaries, rankings: rankings, aggregatesSeeds: aggregatesSeeds)
        (varying, constants) = parameters.split
        metrics = try Self.metrics(summaries, results)
        totalRows = leaderboard.places.count
        trialDigits = Self.distinctDigits(of: rankings)
        columnsAreChosen = !options.columns.isEmpty

        let columnNames = ColumnNames(metrics: metrics, parameters: varying + constants.keys.sorted())
        let selection = try RowSelection(options, columnNames)
        columns =
            options.columns.isEmpty
            ? Self.usualColumns(
                sweeps: summaries, metrics: metrics, varying: varying, aggregatesSeeds: aggregatesSeeds,
                anyFailed: summaries.contains { $0.failed > 0 })
            : try options.columns.map { name throws(DecisionError) in try columnNames.column(name) }
        (rows, matchingRows) = try selection.rows(
            from: LeaderboardReader(sweeps: summaries, board: leaderboard, results: results))
    }

    static func hasSeveralSeeds(_ ranking: [RankingEntry]) -> Bool {
        guard let first = ranking.first?.seed else { return false }
        return ranking.contains { $0.seed != first }
    }

    /// The sweeps' own metrics first, then the others by name.
    private static func metrics(_ sweeps: [SweepSummary], _ results: ResultStore) throws -> [String] {
        let names = Set(try sweeps.flatMap { try results.metricNames(of: $0.sweep) })
        var first: [String] = []
        for name in sweeps.map(\.metric.name) where names.contains(name) && !first.contains(name) {
            first.append(name)
        }
        return first + names.subtracting(first).sorted()
    }

    static func distinctDigits(of rankings: [[RankingEntry]]) -> Int {
        var digits = 8
        var before = ""
        for id in rankings.joined().map(\.trial).sorted() {
            if id != before { digits = max(digits, sharedDigits(before, id) + 1) }
            before = id
        }
        return min(digits, 16)
    }

    private static func sharedDigits(_ left: String, _ right: String) -> Int {
        zip(left.utf8, right.utf8).prefix { $0 == $1 }.count
    }

    private static func usualColumns(
        sweeps: [SweepSummary], metrics: [String], varying: [String], aggregatesSeeds: Bool, anyFailed: Bool
    ) -> [Column] {
        var columns: [Column] = [.rank, .trial]
        if sweeps.count > 1 { columns.append(.sweep) }
        columns += metrics.map(Column.metric) + varying.map(Column.parameter)
        if aggregatesSeeds { columns.append(.seeds) }
        columns += [.seconds, .status]
        if anyFailed { columns.append(.reason) }
        return columns
    }
}
