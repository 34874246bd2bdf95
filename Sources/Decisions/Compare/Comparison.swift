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
        let trials = try summaries.map { try results.rankedTrials(of: $0.sweep) }
        try self.init(sweeps: summaries, trials: trials, options: options)
    }

    /// - Parameter trials: of each sweep, best first.
    init(sweeps: [SweepSummary], trials: [[RankedTrial]], options: ComparisonOptions) throws(DecisionError) {
        self.sweeps = sweeps
        aggregatesSeeds = trials.contains { Self.hasSeveralSeeds($0) }
        let leaderboard = Leaderboard(sweeps: sweeps, trials: trials, aggregatesSeeds: aggregatesSeeds)
        (varying, constants) = ParameterNames.split(leaderboard.rows.map(\.parameters))
        metrics = leaderboard.metrics
        totalRows = leaderboard.rows.count
        trialDigits = Self.distinctDigits(of: trials)
        columnsAreChosen = !options.columns.isEmpty

        let names = ColumnNames(metrics: metrics, parameters: varying + constants.keys.sorted())
        let selection = try RowSelection(options, names)
        let matching = selection.matching(leaderboard.rows)
        matchingRows = matching.count
        rows = selection.sortedTop(of: matching)
        columns =
            options.columns.isEmpty
            ? Self.usualColumns(
                sweeps: sweeps, metrics: metrics, varying: varying, aggregatesSeeds: aggregatesSeeds,
                anyFailed: leaderboard.rows.contains { $0.status != .succeeded })
            : try options.columns.map { name throws(DecisionError) in try names.column(name) }
    }

    static func hasSeveralSeeds(_ trials: [RankedTrial]) -> Bool {
        guard let first = trials.first?.outcome.seed else { return false }
        return trials.contains { $0.outcome.seed != first }
    }

    private static func distinctDigits(of trials: [[RankedTrial]]) -> Int {
        let ids = Set(trials.joined().map(\.outcome.trial))
        return (8..<16).first { digits in Set(ids.map { $0.prefix(digits) }).count == ids.count } ?? 16
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
