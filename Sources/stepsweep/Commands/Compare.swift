import ArgumentParser
import Decisions
import Exchange
import Foundation
import JSON
import Reporting
import ResultStore
import SweepEngines
import SweepModel

/// `stepsweep compare SWEEP…`
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rank the trials of one sweep, or of several side by side.",
        discussion: """
            Also of a sweep that still runs or was stopped. Shows only the parameters that vary. Trials that differ in their seed alone are one row, with mean and deviation. Below the leaderboard: what the best will score on new data, which trials are tied with it, the simplest of them, the difference from the champion, which parameters matter, and what to do next. A person sees the first 10 rows, unless --top, --sort or --filter says otherwise; --json, --csv and --html have all.

            With --gate, the exit code is 3 unless the recommendation is to promote a model, which stops a pipeline.

            EXAMPLES
              stepsweep compare digits --top 10
              stepsweep compare digits digits-mixed --sort -validation_accuracy,seconds
              stepsweep compare digits --filter hidden=64 --filter 'train_loss<0.1'
              stepsweep compare digits --csv > digits.csv
              stepsweep compare digits --gate --json > judged.json
              stepsweep compare digits --html digits.html
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
    @Option(
        help: ArgumentHelp(
            "What a simpler model has less of: `seconds`, a metric or a parameter; by default `model_parameters`.",
            valueName: "column"))
    var simplicity: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Objectives of the trade-off beside the sweep's metric, with commas between them; `-` for what is to be large.",
            valueName: "columns"))
    var objectives: String?
    @Flag(help: "Only the leaderboard.") var leaderboard = false
    @Flag(help: "Exit with 3 unless the recommendation is to promote.") var gate = false
    @Flag(help: "Print CSV.") var csv = false
    @Option(
        help: ArgumentHelp(
            "Write one HTML page with plots and the table, which needs nothing beside itself; `-` means stdout.",
            valueName: "file"))
    var html: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        if sweep.isEmpty { throw ValidationError("Missing expected argument '<sweep> ...'") }
        if let top, top < 1 { throw ValidationError("--top: must be 1 or more, received \(top)") }
        let chosen = [("--json", output.json), ("--csv", csv), ("--html", html != nil)].filter(\.1).map(\.0)
        if chosen.count > 1 { throw ValidationError(chosen.joined(separator: " and ") + ": choose one of them") }
        if html?.isEmpty == true { throw ValidationError("--html: name a file, or - for stdout") }
        try checkColumnLists()
        try checkJudging()
    }

    mutating func run() throws {
        let folder = try store.openExisting()
        let catalog = SweepCatalog(store: folder)
        let sweeps = try sweep.map(catalog.resolve)
        let confirmations = try SweepConfirmations(of: sweeps, in: folder)
        let results = try StoredResults.open(of: sweeps + confirmations.ids, in: folder)
        let page = try html.map(PageOutput.init)
        let comparison = try namingOptions { try Comparison(of: sweeps, in: results, options: options()) }
        if csv { return Terminal.write(LeaderboardCSV(comparison).text) }
        try checkMeasures(of: comparison)
        let analyses = leaderboard ? [] : try judge(comparison, results, folder, running: confirmations.running)
        let history = try TestHistory(of: sweeps, in: folder, results: results)
        if let page {
            try page.write(PageSource(store: folder, results: results).page(comparison, analyses, history).html)
        } else if output.json {
            var document = comparison.json(with: analyses).object ?? [:]
            document["testScorings"] = history.json
            document["damagedRecords"] = .array(history.damaged.map(JSON.string))
            Terminal.write(JSON.object(document).text(.indented) + "\n")
        } else {
            show(comparison, analyses)
            let lines = TestHistoryText.lines(history, width: Terminal.width)
            if !lines.isEmpty { Terminal.write("\n" + lines.joined(separator: "\n") + "\n") }
        }
        tellWhatIsLeftOut(analyses)
        if gate { try checkGate(analyses) }
    }

    private func show(_ comparison: Comparison, _ analyses: [SweepAnalysis]) {
        let board = LeaderboardScreen(comparison, analyses: analyses, saysHowToSeeAll: showsUsualRows)
        Terminal.write(board.text(width: Terminal.width, style: output.style))
        guard comparison.totalRows > 0 else { return }
        for analysis in analyses {
            let screen = AnalysisScreen(analysis, trialDigits: comparison.trialDigits)
            Terminal.write("\n" + screen.text(width: Terminal.width, style: output.style))
        }
    }

    private func options() throws -> ComparisonOptions {
        ComparisonOptions(
            sort: names(sort).map(SortKey.init), top: showsUsualRows ? Self.usualRows : top,
            filters: try filter.map { try RowFilter($0) },
            columns: names(columns))
    }

    /// Rows that a person sees who asks for no number, order or filter.
    private static let usualRows = 10
    private var showsUsualRows: Bool {
        top == nil && sort == nil && filter.isEmpty && !output.json && !csv && html == nil
    }

    func names(_ list: String?) -> [String] {
        (list ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
