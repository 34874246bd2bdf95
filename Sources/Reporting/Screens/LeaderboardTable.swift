internal import Decisions
internal import JSON
internal import ResultStore
internal import Statistics
internal import SweepModel

/// The leaderboard's columns and cells as text.
struct LeaderboardTable {
    private let comparison: Comparison
    private let rows: [LeaderboardRow]
    private let ties: TiedRows
    private let importance: ImportanceOrder

    init(_ comparison: Comparison, analyses: [SweepAnalysis] = []) {
        self.comparison = comparison
        rows = comparison.rows
        ties = TiedRows(analyses)
        importance = ImportanceOrder(analyses.first { !$0.importances.isEmpty })
    }

    var table: TextTable {
        var columns: [TableColumn] = []
        var cells = [[String]](repeating: [], count: rows.count)
        let axis = axis
        for (place, column) in comparison.columns.enumerated() {
            columns.append(self.column(column, place: place))
            append(texts(of: column), to: &cells)
            if column == .trial, !comparison.columnsAreChosen, !ties.isEmpty {
                columns.append(TableColumn("tied", expendability: 15, leastWidth: 4))
                append(rows.map { ties.contains($0) ? "=" : "" }, to: &cells)
            }
            if let axis, column == comparison.sweeps.first.map({ .metric($0.metric.name) }) {
                columns.append(
                    TableColumn(axis.title, expendability: 10_000, leastWidth: axis.width, isDrawing: true))
                append(rows.map { axis.line($0.value) }, to: &cells)
            }
        }
        return TextTable(columns: columns, rows: cells) { index in
            switch rows[index].status {
            case .failed: .weak
            case .partial: .none
            case .succeeded: rows[index].rank == 1 ? .strong : .none
            }
        }
    }

    private func append(_ texts: [String], to cells: inout [[String]]) {
        for index in cells.indices { cells[index].append(texts[index]) }
    }

    /// Columns that a person named are never left out.
    private func column(_ column: Column, place: Int) -> TableColumn {
        let isObjective = comparison.sweeps.contains { column == .metric($0.metric.name) }
        let expendability =
            switch column {
            case _ where comparison.columnsAreChosen || isObjective: 0
            case .rank, .trial: 0
            case .sweep: 10
            case .status, .reason: 20
            case .parameter(let name): 30 + self.place(of: name, shown: place)
            case .seeds, .seconds: 1000
            case .metric: 2000 + place
            }
        let alignment: TableColumn.Alignment =
            switch column {
            case .rank, .seconds, .metric, .seeds: .right
            case .parameter(let name): rows.allSatisfy { $0.parameters[name]?.string == nil } ? .right : .left
            case .trial, .sweep, .status, .reason: .left
            }
        let title =
            switch column {
            case .seconds: "time"
            case .seeds where !comparison.aggregatesSeeds: "seed"
            default: column.name
            }
        let leastWidth = column == .trial || column == .status ? Int.max : 12
        return TableColumn(title, alignment, expendability: expendability, leastWidth: leastWidth)
    }

    /// The most important parameter goes last where the terminal is narrow; without an analysis, the first.
    private func place(of parameter: String, shown place: Int) -> Int {
        importance.isEmpty ? place : importance.sorted(comparison.varying).firstIndex(of: parameter) ?? place
    }

    /// A cell a row.
    func texts(of column: Column) -> [String] {
        switch column {
        case .trial: rows.map { String($0.best.outcome.trial.prefix(comparison.trialDigits)) }
        case .seconds: rows.map { NumberText.duration(seconds: $0.seconds) }
        case .seeds: rows.map(seeds)
        case .metric(let name): metricTexts(name)
        case .parameter(let name): parameterTexts(name)
        case .rank, .sweep, .status, .reason: rows.map { ($0.value(in: column)).map(Self.plain) ?? "" }
        }
    }

    private func seeds(_ row: LeaderboardRow) -> String {
        guard row.trials.count > 1 else { return comparison.aggregatesSeeds ? "1" : String(row.best.outcome.seed) }
        let all = row.trials.count
        return row.succeededCount == all ? String(all) : "\(row.succeededCount)/\(all)"
    }

    private func metricTexts(_ name: String) -> [String] {
        let format = ColumnFormat(measured: rows.compactMap { $0.metrics[name]?.mean })
        return rows.map { row in
            guard let metric = row.metrics[name] else { return "" }
            let deviation = metric.standardDeviation.map { " ±" + format.text($0) } ?? ""
            return format.text(metric.mean) + deviation
        }
    }

    private func parameterTexts(_ name: String) -> [String] {
        let format = ChosenNumbers(rows.compactMap { $0.parameters[name]?.double })
        return rows.map { row in
            guard let value = row.parameters[name] else { return "" }
            return value.double.map(format.text) ?? Self.plain(value)
        }
    }

    private static func plain(_ value: JSON) -> String { value.string ?? value.text() }

    /// Only where one metric ranks all rows, and its values differ.
    private var axis: ValueAxis? {
        guard !comparison.columnsAreChosen, let metric = comparison.sweeps.first?.metric,
            comparison.sweeps.allSatisfy({ $0.metric == metric })
        else { return nil }
        let values = rows.compactMap(\.value)
        let format = ColumnFormat(measured: values)
        return ValueAxis(values) { format.text($0) }
    }
}
