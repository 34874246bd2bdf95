import ArgumentParser
import Decisions
import Exchange
import Foundation
import ObjectStore
import ResultStore
import SweepEngines

/// `stepsweep export SWEEP`
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a sweep or a model for other programs: Optuna, MLflow, CSV, JSON, ONNX.",
        discussion: """
            Also of a sweep that still runs or was stopped: the trials that have ended. A file gets its name when it is whole; one that exists is kept unless --force is given. See docs/export.md.

            EXAMPLES
              # then: optuna-dashboard sqlite:///digits.db
              stepsweep export digits --optuna digits.db
              stepsweep export digits --mlflow http://127.0.0.1:5000 --experiment digits
              stepsweep export digits --csv digits.csv
              stepsweep export digits --json - --curves | jq .trials[0].curve
              # the best trial's model; --trial names another
              stepsweep export digits --onnx best.onnx
              stepsweep export --model challenger --onnx challenger.onnx
            """)

    @Argument(help: "A sweep's name, id or the beginning of an id; none with --model.") var sweep: String?
    @OptionGroup(title: "What to write") var target: ExportTarget
    @Option(help: "For --onnx: a trial's id or the beginning of it; the best trial without it.") var trial: String?
    @Option(
        parsing: .unconditional,
        help: "For --onnx, in place of a sweep: a version's number, or an alias: champion, challenger.")
    var model: String?
    @Option(help: ArgumentHelp("For --mlflow: the experiment; the sweep's name without it.", valueName: "name"))
    var experiment: String?
    @Flag(help: "For --json and --ndjson: with each trial's learning curve.") var curves = false
    @Flag(help: "For --json and --ndjson: with the losses of each trial's validation rows.") var losses = false
    @Flag(help: "Replace a file that exists.") var force = false
    @OptionGroup var store: StoreOptions

    mutating func validate() throws {
        let form = try target.form()
        guard (sweep == nil) == (model != nil) else {
            throw ValidationError(
                sweep == nil
                    ? "Missing expected argument '<sweep>'" : "--model: a sweep is named too; choose one of them")
        }
        func only(_ option: String, _ isGiven: Bool, with names: String, _ fits: Bool) throws {
            if isGiven && !fits { throw ValidationError("\(option): goes with \(names) alone") }
        }
        try only("--model", model != nil, with: "--onnx", form.isONNX)
        try only("--trial", trial != nil, with: "--onnx", form.isONNX)
        try only("--experiment", experiment != nil, with: "--mlflow", form.isMLflow)
        try only("--curves", curves, with: "--json and --ndjson", form.isJSON)
        try only("--losses", losses, with: "--json and --ndjson", form.isJSON)
        if trial != nil && model != nil { throw ValidationError("--trial and --model: choose one of them") }
        if force && form.isMLflow { throw ValidationError("--force: an MLflow server has no file to replace") }
    }

    mutating func run() async throws {
        let form = try target.form()
        do {
            try await write(form)
        } catch {
            throw option(behind: error, form).flatMap { CommandFailure(error)?.naming($0) } ?? error
        }
    }

    private func write(_ form: ExportTarget.Form) async throws {
        if case .onnx(let path) = form { return try await writeModel(to: path) }
        guard let sweep else { return }
        let folder = try store.openExisting()
        let id = try SweepCatalog(store: folder).resolve(sweep)
        // A place that can't be written is told before a large sweep is read.
        let file = try form.path.flatMap { $0 == "-" ? nil : try OutputFile(path: $0, replaces: force) }
        let results = try StoredResults.open(of: [id], in: folder)
        let exported = try ExportedSweep(of: id, in: results)
        warn(about: exported)
        switch form {
        case .optuna:
            guard let file else { return }
            try OptunaStudy(exported).write(to: file)
            Terminal.write("\(file.path): \(Self.count(exported)) of study \(id)\n")
            Terminal.say("open it: optuna-dashboard sqlite:///\(file.path)")
        case .mlflow(let address): try await send(exported, to: address)
        case .csv: try write(SweepCSV(exported), of: exported, to: file)
        case .json: try write(json(exported, .document, results), of: exported, to: file)
        case .ndjson: try write(json(exported, .lines, results), of: exported, to: file)
        case .onnx: break
        }
    }

    private func json(
        _ sweep: ExportedSweep, _ form: SweepJSON.Form, _ results: ResultStore
    ) throws -> SweepJSON {
        var parts: SweepJSON.Parts = []
        if curves { parts.insert(.curves) }
        if losses { parts.insert(.losses) }
        return try SweepJSON(sweep, as: form, with: parts, in: results)
    }

    /// - Parameter file: `nil` for the standard output.
    private func write(_ document: some TextExport, of sweep: ExportedSweep, to file: OutputFile?) throws {
        guard let file else { return try document.write(Terminal.write) }
        try file.write(document)
        Terminal.write("\(file.path): \(Self.count(sweep))\n")
    }

    private func send(_ sweep: ExportedSweep, to address: String) async throws {
        let server = try MLflowServer(address: address, variables: ProcessInfo.processInfo.environment)
        let progress = CountLine(total: sweep.trials.count)
        defer { progress.finish() }
        let result = try await MLflowExport(sweep, to: server, experiment: experiment).run(progress: progress.show)
        progress.finish()
        Terminal.write(
            """
            \(server.address): \(Self.count(sweep)) in experiment \(result.experiment) \
            (\(result.created) new, \(result.updated) updated, \(result.unchanged) unchanged)
            open it: \(server.address)/#/experiments/\(result.experimentID)

            """)
    }

    private func warn(about sweep: ExportedSweep) {
        guard sweep.summary.missing > 0 else { return }
        Terminal.say(
            "warning: \(sweep.summary.missing) of \(sweep.summary.planned) trials have no result yet and are left out; "
                + "export again when they have")
    }

    private static func count(_ sweep: ExportedSweep) -> String {
        let (all, failed) = (sweep.trials.count, sweep.summary.failed)
        return "\(all) trial\(all == 1 ? "" : "s")" + (failed == 0 ? "" : " (\(failed) failed)")
    }
}
