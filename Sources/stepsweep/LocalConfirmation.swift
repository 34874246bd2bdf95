import Decisions
import Foundation
import JSON
import ObjectStore
import Reporting
import StepFunctionsEngine
import SweepCompiler
import SweepEngines
import SweepModel

/// `confirm` on this machine: records, runs, and shows.
struct LocalConfirmation {
    let draft: ConfirmationDraft
    let store: FolderStore
    let options: RunOptions
    let why: String?

    func run() async throws {
        let (compiled, compilation) = try draft.compile(prices: .builtIn())
        let id = compiled.sweep
        if let place = try StepFunctionsEngine.place(of: id, in: store) {
            throw CloudError.elsewhere(sweep: id, stack: place.stack)
        }
        let shown = ConfirmationResult(id: id, store: store, options: options)
        if try shown.isFinished {
            try shown.hear()
            return try shown.show()
        }
        let launch = SweepLaunch(
            compiled: compiled, plan: compilation.plan, files: try draft.dataFiles(),
            local: LocalSettings(
                workingDirectory: draft.confirmed.local.workingDirectory, file: draft.confirmed.local.file))
        let record = ConfirmationRecord(draft: draft, id: id, store: store, why: why)
        // Others may have looked where the sweep ran.
        let place = try StepFunctionsEngine.place(of: draft.order.sweep, in: store)
        try await record.keep(in: place?.bucket, by: try await Cloud.engine(of: draft.order.sweep, in: store))
        try await train(id, launch)
        try shown.show()
    }

    /// One that runs already is followed.
    private func train(_ id: String, _ launch: SweepLaunch) async throws {
        if try SweepInspector(store: store).isRunning(id) { return try await follow(id) }
        try launch.write(to: store)
        var options = options
        options.json = false
        do {
            try await SweepRun(store: store, sweep: id, options: options, retryFailed: false, summarises: false).run()
        } catch EngineError.alreadyRunning {
            try await follow(id)
        }
    }

    private func follow(_ id: String) async throws {
        if !options.quiet { Terminal.say("\(id) is running already: following it") }
        try await SweepWatch(sweep: id, store: store, quiet: true).run()
        // Whoever runs it tells its own command.
        try ConfirmationResult(id: id, store: store, options: options).hear()
    }
}

/// What a confirmation found, as the command shows it.
struct ConfirmationResult {
    let id: String
    let store: FolderStore
    let options: RunOptions

    var isFinished: Bool {
        get throws { try confirmation()?.isFinished ?? false }
    }

    /// Tells `--on-finish` how it ended, as a run of its own would.
    func hear() throws {
        guard let command = options.onFinish else { return }
        guard let result = try SweepInspector(store: store).status(of: id).result else {
            return Terminal.say("warning: --on-finish: nothing tells how \(id) ended here, so the command was not run")
        }
        FinishCommand(command: command, name: "--on-finish", folder: nil).hear(result)
    }

    /// - Throws: `CommandFailure` where no outcome is there.
    func show() throws {
        guard let confirmation = try confirmation() else {
            throw CommandFailure("error: \(id) has no outcome yet; go on with: stepsweep resume \(id)", .failure)
        }
        if options.json { return Terminal.write(confirmation.json.text(.indented) + "\n") }
        if options.quiet { return }
        let style: TextStyle = Terminal.mayColour ? .ansi : .plain
        Terminal.write(ConfirmationScreen(confirmation).text(width: Terminal.width, style: style))
    }

    private func confirmation() throws -> Decisions.Confirmation? {
        guard try store.exists(StoreKey.work(id)) else { return nil }
        return try Decisions.Confirmation(id, in: StoredResults.open(of: [id], in: store), store: store)
    }
}
