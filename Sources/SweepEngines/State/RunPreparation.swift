internal import Foundation
internal import JSON
internal import ObjectStore
internal import StatesLanguage
internal import SweepCompiler
internal import SweepModel

/// Everything that one execution of a sweep starts from.
struct PreparedRun: Sendable {
    var sweep: String
    /// Counted from 1.
    var number: Int
    var work: WorkDocument
    var local: LocalSettings
    var machine: StateMachine
    var input: JSON
    /// What earlier runs left.
    var outcomes: OutcomeIndex
    /// Packs that this execution runs.
    var packCount: Int
    var retryFailed: Bool
}

/// Reads a sweep's documents and lists the packs that still miss a trial.
struct RunPreparation {
    let store: FolderStore
    let sweep: String
    let paths: SweepPaths
    let retryFailed: Bool

    /// Writes the new execution's manifest and input.
    func prepare() throws -> PreparedRun {
        let catalog = SweepCatalog(store: store)
        let work = try catalog.work(of: sweep)
        let local = try catalog.localSettings(of: sweep)
        try checkProgram(work, folder: local.workingDirectory)
        let machine = try machine()
        let outcomes = try OutcomeIndex(store: store, sweep: sweep, metric: work.metric)
        let packs = try MissingPacks(store: store, sweep: sweep).rows(beyond: outcomes, retryFailed: retryFailed)
        let number = (paths.runs().last ?? 0) + 1
        try store.put(StoreKey.manifest(sweep, run: number), Data(packs.manifest.bytes()))
        let input = try ExecutionInput(
            sweep: sweep, plan: catalog.document(StoreKey.plan(sweep), of: sweep), run: number, packs: packs,
            target: .local(folder: store.root)
        ).json
        try store.put(StoreKey.executionInput(sweep, run: number), Data(input.bytes(.indented)))
        return PreparedRun(
            sweep: sweep, number: number, work: work, local: local, machine: machine, input: input,
            outcomes: outcomes, packCount: packs.count, retryFailed: retryFailed)
    }

    /// A program that can't be read is left to the worker, whose trials then say so.
    private func checkProgram(_ work: WorkDocument, folder: String) throws {
        guard case .command(let template) = work.kind, let program = template.program else { return }
        let path = program.hasPrefix("/") ? program : folder + "/" + program
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)) else { return }
        guard Digest.sha256(bytes) == work.codeDigest else {
            throw EngineError.programChanged(path: path, sweep: sweep)
        }
    }

    private func machine() throws -> StateMachine {
        let key = StoreKey.stateMachine(sweep)
        guard let object = try store.get(key) else { throw EngineError.corruptDocument(key: key, problem: "missing") }
        do {
            return try StateMachine(parsing: object.bytes)
        } catch {
            throw EngineError.corruptDocument(key: key, problem: "\(error)")
        }
    }
}
