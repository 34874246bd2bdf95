public import Decisions
internal import JSON
internal import ResultStore
internal import Statistics

/// A leaderboard as CSV by RFC 4180: a header, CRLF line ends, full precision.
public struct LeaderboardCSV: Sendable {
    private let comparison: Comparison

    public init(_ comparison: Comparison) { self.comparison = comparison }

    /// The chosen columns; without a choice all of them, constants too, and for points each metric's deviation.
    public var text: String {
        let columns = comparison.columnsAreChosen ? comparison.columns : allColumns
        let fields = columns.flatMap(fields)
        let header = fields.map(\.name)
        let body = comparison.rows.map { row in fields.map { $0.value(row) ?? "" } }
        return CSVText.text([header] + body)
    }

    private struct Field {
        let name: String
        let value: (LeaderboardRow) -> String?
    }

    private var allColumns: [Column] {
        [.rank, .trial, .sweep, .status, .reason, .seeds] + comparison.metrics.map(Column.metric)
            + (comparison.varying + comparison.constants.keys).sorted().map(Column.parameter) + [.seconds]
    }

    private func fields(of column: Column) -> [Field] {
        let name = column == .seeds && !comparison.aggregatesSeeds ? "seed" : column.name
        let field = Field(name: name) { row in row.value(in: column).map { $0.string ?? $0.text() } }
        guard comparison.aggregatesSeeds, case .metric(let name) = column else { return [field] }
        let deviation = Field(name: name + "_sd") { $0.metrics[name]?.standardDeviation.map { "\($0)" } }
        return [field, deviation]
    }
}
