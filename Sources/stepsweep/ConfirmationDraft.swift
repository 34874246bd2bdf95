import AWS
import Decisions
import Foundation
import ObjectStore
import ResultStore
import SweepCompiler
import SweepEngines
import SweepModel
import TrialRunner

/// What is going to be confirmed: chosen, and read back from the store.
struct ConfirmationDraft {
    let confirmed: ConfirmedSweep
    let order: ConfirmationOrder
    let seeds: [Int]
    /// `nil` where no test rows are scored.
    let split: TestSplit?
    private let packs: [String: String]

    /// - Parameters:
    ///   - rule: without one, what `compare` finds worth confirming.
    ///   - count: seeds of each point; without it 3, or 1 where no seed changes what the points learn.
    /// - Throws: `ConfirmationError`, `DecisionError`, `EngineError`, `ResultStoreError`, `ObjectStoreError`.
    init(
        of sweep: String, _ rule: ConfirmationRule?, seeds count: Int?, scoresTest: Bool, in store: FolderStore
    ) throws {
        confirmed = try ConfirmedSweep(sweep, in: store)
        if let original = confirmed.work.confirms?.sweep {
            throw ConfirmationError.alreadyConfirmation(sweep: sweep, original: original)
        }
        split = scoresTest ? TestSplit(of: confirmed.work) : nil
        if scoresTest, split == nil { throw ConfirmationError.noTestRows(sweep: sweep) }
        let results = try StoredResults.open(of: [sweep], in: store)
        if let missing = try results.sweep(sweep)?.missing, missing > 0 {
            Terminal.say(
                "warning: \(sweep): \(missing.grouped) trials have no outcome yet, and may be better than those chosen now"
            )
        }
        let chosen = try rule ?? Self.worthConfirming(sweep, results, store)
        let trials = try ConfirmationChoice(chosen, of: sweep, in: results).trials
        order = ConfirmationOrder(sweep: sweep, trials: trials, scoresTest: scoresTest)
        let ignoresSeeds = try SeedUse.isIgnored(by: trials, of: sweep, in: results)
        if let count, count > 1, ignoresSeeds {
            Terminal.say(
                "warning: no seed changes what these points learn: --seeds 1 tells as much as --seeds \(count)")
        }
        seeds = FreshSeeds.after(confirmed.work.seeds, count: count ?? (ignoresSeeds ? 1 : 3))
        packs = try trials.reduce(into: [:]) { packs, trial in
            packs[trial] = try results.trial(trial, of: sweep, detail: .summary)?.pack
        }
    }

    private static func worthConfirming(
        _ sweep: String, _ results: ResultStore, _ store: FolderStore
    ) throws -> ConfirmationRule {
        let analysis = try SweepAnalysis.all(of: [sweep], in: results, registry: Registry(store: store)).first
        return .trials(analysis?.worthConfirming ?? [])
    }

    /// - Throws: `CompileError`, `EngineError`, `ObjectStoreError`; `CommandFailure` for data that aren't what they were.
    func compile(prices: PriceTable) throws -> (compiled: CompiledSweep, compilation: SweepCompiler.Compilation) {
        let experiment = try confirmed.experiment(confirming: order, in: packs, seeds: seeds)
        let inputs = confirmed.inputs(shape: try shape(), prices: prices)
        let compilation = try SweepCompiler.compile(experiment, inputs: inputs)
        guard let compiled = compilation.launchable else {
            throw CommandFailure("error: \(order.sweep): \(compilation.plan.refusal ?? "can't be confirmed")", .usage)
        }
        return (compiled, compilation)
    }

    /// Files that workers here read from the store.
    ///
    /// - Throws: `CommandFailure` for one that is gone.
    func dataFiles() throws -> [SweepFile] {
        try [confirmed.data, confirmed.targets].compactMap { $0 }.map { file in
            guard let path = file.path else {
                throw missing(file, fix: "put it back, or use --on aws where it ran there")
            }
            return SweepFile(path: path, digest: file.digest)
        }
    }

    /// Files that workers on AWS need, but for those that lie there.
    ///
    /// - Parameter isThere: whether the sweep ran in the same bucket, which then has its files.
    func filesToUpload(isThere: Bool) throws -> [SweepFile] {
        try [confirmed.data, confirmed.targets, confirmed.program].compactMap { $0 }.compactMap { file in
            if RemoteFiles.isRemote(file.name) { return nil }
            if let path = file.path { return SweepFile(path: path, digest: file.digest) }
            if isThere { return nil }
            throw missing(file, fix: "put it back")
        }
    }

    /// What workers read in S3 where it lies.
    ///
    /// - Throws: what `RemoteObject.find` throws.
    func dataInS3(_ client: AWSClient) async throws -> [DataObject] {
        var objects: [DataObject] = []
        for file in try [confirmed.data, confirmed.targets].compactMap({ $0 }) where RemoteFiles.isRemote(file.name) {
            objects.append(try await RemoteObject.find(file.name, client).0)
        }
        return objects
    }

    /// What this confirmation will have done to the test rows; `nil` where it leaves them alone.
    func scoring(by confirmation: String, why: String?) -> TestScoring? {
        guard order.scoresTest else { return nil }
        return TestScoring(
            confirmation: confirmation, order: order, seeds: seeds, by: NSUserName(), at: Date().timeIntervalSince1970,
            why: why, rows: testRows)
    }

    /// Of the test part: the split gives it its share of all rows, rounded. `nil` where the data can't be looked at.
    private var testRows: Int? {
        guard case .builtIn(let source, _, _) = confirmed.work.kind, let rows = (try? shape())?.rows else { return nil }
        return Int((Double(rows) * source.split.test).rounded())
    }

    private func missing(_ file: ConfirmedSweep.File, fix: String) -> CommandFailure {
        CommandFailure(
            "error: \(order.sweep): \(file.name) as it was launched (SHA-256 \(file.digest.prefix(12))…) is neither in the store nor in "
                + "\(confirmed.local.workingDirectory); \(fix)", .world)
    }

    /// `nil` where the data can't be looked at from here: then nothing is known of the time that a trial takes.
    private func shape() throws -> PlanInputs.DataShape? {
        guard case .builtIn(let source, _, _) = confirmed.work.kind, let path = try confirmed.data?.path else {
            return nil
        }
        do {
            let data = try DataCheck(source, path: path, targetPath: try confirmed.targets?.path)
            return PlanInputs.DataShape(rows: data.rows, features: data.features, classes: data.classes)
        } catch let problem as DataCheck.Problem {
            throw CommandFailure("error: \(order.sweep): \(problem.key): \(problem.message)", .world)
        }
    }
}
