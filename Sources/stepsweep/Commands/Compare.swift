import ArgumentParser
import Decisions
import Foundation
import JSON
import Reporting
import SweepEngines

/// `stepsweep compare SWEEP…`
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rank the trials of one sweep, or of several side by side.",
        discussion: """
            Also of a sweep that still runs or was stopped. Shows only the parameters that vary. Trials that differ in their seed alone are one row, with mean and deviation.

            EXAMPLES
              stepsweep compare digits --top 10
              stepsweep compare digits digits-mixed --sort -validation_accuracy,seconds
              stepsweep compare digits --filter 'hidden=64' --filter 'validation_accuracy>0.95'
              stepsweep compare digits --csv > digits.csv
            """)

    @Argument(help: "Sweeps, each by name, id or the beginning of an id.") var sweep: [String]
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Columns to sort by, `-` for descending; by the metric without it.", valueName: "columns"))
    var sort: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("At most so many rows.", valueName: "count")) var top: Int?
    @Option(
        help: ArgumentHelp("Only rows like `optimizer=adam` or `train_loss<0.1`; may be repeated.", valueName: "test"))
    var filter: [String] = []
    @Option(help: ArgumentHelp("The columns to show, with commas between them.", valueName: "columns")) var columns:
        String?
    @Flag(help: "Print CSV.") var csv = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        if sweep.isEmpty { throw ValidationError("Missing expected argument '<sweep> ...'") }
        if let top, top < 1 { throw ValidationError("--top: must be 1 or more, received \(top)") }
        if csv && output.json { throw ValidationError("--json and --csv: choose one of them") }
    }

    mutating func run() throws {
        let folder = try store.openExisting()
        let catalog = SweepCatalog(store: folder)
        let sweeps = try sweep.map(catalog.resolve)
        let results = try StoredResults.open(of: sweeps, in: folder)
        let comparison = try Comparison(of: sweeps, in: results, options: options())
        let history = try TestHistory(of: sweeps, in: folder)
        if output.json {
            var document = comparison.json.object ?? [:]
            document["testScorings"] = history.json
            Terminal.write(JSON.object(document).text(.indented) + "\n")
        } else if csv {
            Terminal.write(LeaderboardCSV(comparison).text)
        } else {
            Terminal.write(LeaderboardScreen(comparison).text(width: Terminal.width, style: output.style))
            let lines = TestHistoryText.lines(history)
            if !lines.isEmpty { Terminal.write("\n" + lines.joined(separator: "\n") + "\n") }
        }
    }

    private func options() throws -> ComparisonOptions {
        ComparisonOptions(
            sort: names(sort).map(SortKey.init), top: top, filters: try filter.map { try RowFilter($0) },
            columns: names(columns))
    }

    private func names(_ list: String?) -> [String] {
        (list ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
