import ArgumentParser
import Decisions
import Exchange
import Reporting
import SweepModel

/// Columns that options name, and the file that one names.
extension Compare {
    /// A list may begin with `-`, so the option behind an option without a value would be taken for one.
    func checkColumnLists() throws {
        for (option, value) in [("--sort", sort), ("--objectives", objectives)] {
            guard let value, value.hasPrefix("--") else { continue }
            throw ValidationError(
                "\(option): must name columns such as seconds,-size, received `\(value)`; put the columns behind it")
        }
    }

    /// What `--objectives` names; `-` asks for much of it.
    var objectiveMetrics: [Metric] {
        names(objectives).map { name in
            name.hasPrefix("-")
                ? Metric(name: String(name.dropFirst()), goal: .maximize) : Metric(name: name, goal: .minimize)
        }
    }

    /// Puts the option that named a column in front of what is wrong with it.
    func namingOptions<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DecisionError {
            guard let column = error.column, let option = try option(naming: column),
                let failure = CommandFailure(error)
            else { throw error }
            throw failure.naming(option)
        }
    }

    /// The option that named it: the first that is looked at.
    private func option(naming column: String) throws -> String? {
        let named = [
            ("--filter", try filter.map { try RowFilter($0).column }),
            ("--sort", names(sort).map { SortKey($0).column }), ("--columns", names(columns)),
            ("--simplicity", [simplicity].compactMap(\.self)),
            ("--objectives", objectiveMetrics.map(\.name)),
        ]
        return named.first { $0.1.contains(column) }?.0
    }
}
