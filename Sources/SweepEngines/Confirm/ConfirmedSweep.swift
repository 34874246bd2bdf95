internal import Foundation
internal import JSON
public import ObjectStore
internal import StatesLanguage
public import SweepCompiler
public import SweepModel

/// A launched sweep, read back from its store as far as a confirmation needs it: its file may be gone.
public struct ConfirmedSweep: Sendable {
    public let work: WorkDocument
    /// Where it was launched from; for a sweep of another machine the current folder.
    public let local: LocalSettings
    private let plan: Plan
    private let timeoutSeconds: Int?
    private let store: FolderStore

    /// - Throws: `EngineError.corruptDocument`, `ObjectStoreError`.
    public init(_ sweep: String, in store: FolderStore) throws {
        let catalog = SweepCatalog(store: store)
        work = try catalog.work(of: sweep)
        plan = try catalog.document(StoreKey.plan(sweep), of: sweep)
        local =
            try store.exists(StoreKey.localSettings(sweep))
            ? catalog.localSettings(of: sweep)
            : LocalSettings(workingDirectory: FileManager.default.currentDirectoryPath, file: "")
        let key = StoreKey.stateMachine(sweep)
        guard let machine = try store.get(key) else { throw EngineError.corruptDocument(key: key, problem: "missing") }
        do {
            timeoutSeconds = try StateMachine(parsing: machine.bytes).timeoutSeconds
        } catch {
            throw EngineError.corruptDocument(key: key, problem: "\(error)")
        }
        self.store = store
    }

    /// - Parameters:
    ///   - packs: the pack of each of the order's trials.
    ///   - seeds: those of the confirmation.
    /// - Throws: `EngineError`, `ObjectStoreError`.
    public func experiment(
        confirming order: ConfirmationOrder, in packs: [String: String], seeds: [Int]
    ) throws -> Experiment {
        Experiment(
            confirming: work, plan, timeoutSeconds: timeoutSeconds, order: order,
            points: try order.trials.map { try point(of: $0, in: packs[$0] ?? "") }, seeds: seeds)
    }

    /// What the compiler knows of the sweep's files.
    ///
    /// - Parameter shape: of the data, where they could be looked at.
    public func inputs(shape: PlanInputs.DataShape?, prices: PriceTable) -> PlanInputs {
        var inputs = PlanInputs(dataShape: shape, workerVersion: StepSweepVersion.text, prices: prices)
        switch work.kind {
        case .builtIn(_, let dataDigest, let targetDigest):
            inputs.dataDigest = dataDigest
            inputs.targetDigest = targetDigest
        case .command: inputs.programDigest = work.codeDigest
        }
        return inputs
    }

    /// As the sweep's own pack has it, so that a program gets its parameters to the letter.
    private func point(of trial: String, in pack: String) throws -> ChosenPoint {
        let key = StoreKey.pack(work.sweep, pack)
        guard let object = try store.get(key) else { throw EngineError.corruptDocument(key: key, problem: "missing") }
        guard let document = (try? JSON(parsing: object.bytes)).flatMap(PackDocument.init) else {
            throw EngineError.corruptDocument(key: key, problem: "not the document that was written")
        }
        guard let planned = document.trials.first(where: { $0.trial.id == trial }) else {
            throw EngineError.trialNotFound(name: trial, sweep: work.sweep)
        }
        return ChosenPoint(parameters: planned.trial.parameters, lane: document.lane)
    }
}

extension ConfirmedSweep {
    /// A file that the sweep was launched with, as it is on this machine.
    public struct File: Sendable, Equatable {
        /// As the sweep file named it.
        public let name: String
        public let digest: String
        /// Where its bytes lie; `nil` where neither the store nor the sweep's folder has them.
        public let path: String?
    }

    public var data: File? {
        get throws {
            guard case .builtIn(let data, let digest, _) = work.kind else { return nil }
            return try file(data.path, digest)
        }
    }

    public var targets: File? {
        get throws {
            guard case .builtIn(let data, let digest, let targetDigest) = work.kind, let path = data.targetPath else {
                return nil
            }
            return try file(path, targetDigest ?? digest)
        }
    }

    /// `nil` also for a command without a program of its own.
    public var program: File? {
        get throws {
            guard case .command(let template) = work.kind, let program = template.program else { return nil }
            return try file(program, work.codeDigest)
        }
    }

    private func file(_ name: String, _ digest: String) throws -> File {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        let key = StoreKey.data(digest, name: last)
        if try store.holds(key, sha256: digest), let path = try store.file(of: key) {
            return File(name: name, digest: digest, path: path)
        }
        let place = name.hasPrefix("/") ? name : local.workingDirectory + "/" + name
        let bytes = try? Data(contentsOf: URL(fileURLWithPath: place))
        return File(
            name: name, digest: digest, path: bytes.map { Digest.sha256($0) } == digest ? place : nil)
    }
}
