public import JSON
internal import ResultStore
internal import Statistics
internal import SweepModel

/// A column of a leaderboard, by which rows are sorted, filtered and shown.
public enum Column: Sendable, Hashable {
    case rank, trial, sweep, status, reason, seeds, seconds
    case metric(String)
    case parameter(String)

    /// The columns that every leaderboard has.
    static let fixed: [Column] = [.rank, .trial, .sweep, .status, .reason, .seeds, .seconds]

    public var name: String {
        switch self {
        case .rank: "rank"
        case .trial: "trial"
        case .sweep: "sweep"
        case .status: "status"
        case .reason: "reason"
        case .seeds: "seeds"
        case .seconds: "seconds"
        case .metric(let name), .parameter(let name): name
        }
    }
}

extension LeaderboardRow {
    /// What the row has in a column; `nil` where it has nothing.
    public func value(in column: Column) -> JSON? {
        switch column {
        case .rank: rank.map(JSON.integer)
        case .trial: .string(best.outcome.trial)
        case .sweep: .string(sweep)
        case .status: .string(status.rawValue)
        case .reason: failures.isEmpty ? nil : .string(failures.map(\.rawValue).joined(separator: ", "))
        case .seeds: trials.count == 1 ? .integer(best.outcome.seed) : .integer(trials.count)
        case .seconds: .number(seconds)
        case .metric(let name): metrics[name].map { .number($0.mean) }
        case .parameter(let name): parameters[name]
        }
    }
}

/// The columns that a comparison's rows have.
struct ColumnNames {
    let metrics: [String]
    let parameters: [String]

    /// Finds a column by its name; `metrics.x` and `parameters.x` tell two of one name apart.
    func column(_ name: String) throws(DecisionError) -> Column {
        if let column = Column.fixed.first(where: { $0.name == name }) { return column }
        if metrics.contains(name) { return .metric(name) }
        if parameters.contains(name) { return .parameter(name) }
        for (prefix, names, column) in [
            ("metrics.", metrics, Column.metric), ("parameters.", parameters, Column.parameter),
        ] where name.hasPrefix(prefix) {
            let rest = String(name.dropFirst(prefix.count))
            if names.contains(rest) { return column(rest) }
        }
        throw .unknownColumn(name: name, suggestion: NearMiss.best(for: name, among: all), known: all)
    }

    private var all: [String] { Column.fixed.map(\.name) + metrics + parameters }

    /// Names in a message: at most 30 of them, and none that is long or could move a terminal's cursor.
    static func list(_ names: [String]) -> String {
        let shown = names.filter { name in
            name.utf8.count <= 60 && name.unicodeScalars.allSatisfy { !isInvisible($0) }
        }.prefix(30)
        let rest = names.count - shown.count
        return shown.joined(separator: ", ")
            + (rest > 0 ? " and \(rest.grouped) more, which `compare --json` shows" : "")
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
