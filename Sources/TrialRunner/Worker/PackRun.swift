internal import Foundation
internal import JSON
public import ObjectStore
public import SweepModel

/// One start of a worker on one pack, from its documents in the store to an outcome for each of its trials.
public struct PackRun {
    private let settings: WorkerSettings
    private let log: EventLog
    private let stop: StopSignal
    private let store: any ObjectStore
    private let readSecret: (SecretARN) throws -> String
    /// Asked for by the environment, or by the sweep's mark.
    private let retriesFailed: Bool
    private let startedAt = Clock.awake()

    /// - Parameters:
    ///   - store: the one that `settings.store` names.
    ///   - readSecret: gives the value of a secret that the sweep's programs need.
    ///
    /// - Throws: `ObjectStoreError`.
    public init(
        settings: WorkerSettings, store: any ObjectStore, log: EventLog, stop: StopSignal,
        readSecret: @escaping (SecretARN) throws -> String
    ) throws {
        self.settings = settings
        self.store = store
        self.readSecret = readSecret
        retriesFailed = try settings.retryFailed || store.exists(StoreKey.retryFailed(settings.sweep))
        self.log = log
        self.stop = stop
    }

    /// Runs every trial of the pack that has no outcome yet.
    ///
    /// - Throws: `WorkerError` or `ObjectStoreError`; never for a trial that failed.
    public func run() throws -> WorkerExit {
        try checkWorkingDirectory()
        let work: WorkDocument = try document(StoreKey.work(settings.sweep), in: store)
        try TestPermission(work: work).check(in: store)
        let pack = try pack(in: store)
        var request = LeaseRequest(
            store: store, key: StoreKey.lease(settings.sweep, pack: settings.pack), seconds: settings.leaseSeconds,
            stop: stop)
        // A retry of failed trials that another worker has under way is not done once more.
        var retriedFrom: Int?
        let answer = try request.answer { generation in
            retriedFrom = retriedFrom ?? generation
            let index = try OutcomeIndex(store: store, sweep: settings.sweep, pack: settings.pack)
            return missing(in: pack, index, failuresCountFrom: generation).isEmpty
        }
        switch answer {
        case .stopped: return .interrupted
        case .complete: return .success
        case .held(let lease):
            defer { lease.release() }
            if lease.generation > 1 { try store.removeAbandonedFiles() }
            let context = PackContext(
                settings: try settings(for: work), store: store, work: work, pack: pack, generation: lease.generation,
                log: log,
                stop: stop)
            return try run(context, lease, failuresCountFrom: retriedFrom ?? lease.generation)
        }
    }

    private func run(_ context: PackContext, _ lease: PackLease, failuresCountFrom: Int) throws -> WorkerExit {
        let index = try OutcomeIndex(store: context.store, sweep: settings.sweep, pack: settings.pack)
        let missing = self.missing(in: context.pack, index, failuresCountFrom: failuresCountFrom)
        let writer = OutcomeWriter(
            store: context.store, lease: lease, sweep: settings.sweep, pack: settings.pack,
            flushSeconds: settings.flushSeconds)
        let heartbeat = Heartbeat(lease: lease, writer: writer, stop: stop)
        heartbeat.start()
        let trained = Result { try train(missing, context, writer) }
        do {
            try heartbeat.end()
            try writer.flush()
            try trained.get()
        } catch is LeaseLost {
            return .interrupted
        }
        guard writer.storedCount == missing.count else { return .interrupted }
        sayFinished(context.pack, index, trainedNow: Set(missing.map(\.trial.id)), writer)
        return .success
    }

    private func train(_ missing: [PlannedTrial], _ context: PackContext, _ writer: OutcomeWriter) throws {
        switch context.work.kind {
        case .command(let template):
            try CommandPack(context: context, template: template, writer: writer).run(missing)
        case .builtIn(let source, let dataDigest, let targetDigest):
            let data = try SweepData(
                store: context.store, source: source, digest: dataDigest, targetDigest: targetDigest,
                scoresTest: context.work.scoresTest)
            try BuiltInPack(context: context, data: data, dataDigest: dataDigest, writer: writer).run(missing)
        }
    }

    private func missing(in pack: PackDocument, _ index: OutcomeIndex, failuresCountFrom: Int) -> [PlannedTrial] {
        index.missing(in: pack, failuresCountFrom: retriesFailed ? failuresCountFrom : 0)
    }

    private func sayFinished(
        _ pack: PackDocument, _ index: OutcomeIndex, trainedNow: Set<String>, _ writer: OutcomeWriter
    ) {
        let earlier = pack.trials.filter { !trainedNow.contains($0.trial.id) }
        let succeeded = earlier.count { index.entries[$0.trial.id]?.succeeded ?? false } + writer.succeededCount
        log.write(
            .packFinished(
                pack: settings.pack, succeeded: succeeded, failed: pack.trials.count - succeeded,
                earlier: earlier.count, seconds: Clock.awake() - startedAt))
    }

    /// A program that came with the sweep runs in a folder of its own, with what the launch named for it.
    private func settings(for work: WorkDocument) throws -> WorkerSettings {
        var settings = settings
        guard case .command(let template) = work.kind else { return settings }
        if let folder = try UploadedProgram.folder(of: template, in: work, store) { settings.workingDirectory = folder }
        settings.environment.merge(try programEnvironment()) { _, ours in ours }
        return settings
    }

    /// The variables that the launch named, and the values of its secrets: they are in this process's memory, and its program's.
    private func programEnvironment() throws -> [String: String] {
        let key = StoreKey.environment(settings.sweep)
        guard try store.exists(key) else { return [:] }
        let named: EnvironmentDocument = try document(key, in: store)
        return try named.secrets.reduce(into: named.variables) { variables, secret in
            guard let arn = SecretARN(secret.value) else {
                throw WorkerError.invalidDocument(key: key, problem: "names a secret of \(secret.key) by no ARN")
            }
            variables[secret.key] = try readSecret(arn)
        }
    }

    private func checkWorkingDirectory() throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: settings.workingDirectory, isDirectory: &isFolder),
            isFolder.boolValue
        else {
            throw WorkerError.invalidSettings([
                "STEPSWEEP_WORKING_DIRECTORY: must be an existing folder, received \(settings.workingDirectory)"
            ])
        }
    }

    /// By way of `JSON`, which keeps `1.0` apart from `1`; a document that is none is left to the decoder's message.
    private func pack(in store: any ObjectStore) throws -> PackDocument {
        let key = StoreKey.pack(settings.sweep, settings.pack)
        if let stored = try store.get(key), let json = try? JSON(parsing: stored.bytes),
            let pack = PackDocument(json: json)
        {
            return pack
        }
        return try document(key, in: store)
    }

    private func document<Document: Decodable>(_ key: String, in store: any ObjectStore) throws -> Document {
        guard let stored = try store.get(key) else {
            throw WorkerError.invalidDocument(
                key: key, problem: "is not in the store \(store.name); launch the sweep again, or check STEPSWEEP_SWEEP"
            )
        }
        do {
            return try JSONDecoder().decode(Document.self, from: stored.bytes)
        } catch {
            // Ours says line and column where it is no JSON at all.
            let syntax = Result { try JSON(parsing: stored.bytes) }
            let problem: any Error = if case .failure(let failure) = syntax { failure } else { error }
            throw WorkerError.invalidDocument(
                key: key,
                problem: "can't be read by worker \(StepSweepVersion.text): \(problem); launch the sweep again")
        }
    }
}
