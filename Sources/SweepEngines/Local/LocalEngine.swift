internal import Foundation
internal import JSON
public import ObjectStore
internal import Reducers
internal import StatesInterpreter
internal import StatesLanguage
internal import SweepModel

/// Runs compiled sweeps on this machine: the embedded interpreter over worker processes.
public struct LocalEngine: Sendable {
    public let store: FolderStore
    /// Workers at once; packs beyond that wait, as in a Batch queue.
    public let width: Int
    /// The path of `stepsweep-worker`.
    public let worker: String

    /// - Parameter width: 1 or more; the machine's cores where it is `nil`.
    public init(store: FolderStore, width: Int? = nil, worker: String) {
        self.store = store
        self.width = max(1, width ?? ProcessInfo.processInfo.activeProcessorCount)
        self.worker = worker
    }

    /// Runs what a sweep misses, as a new execution of its state machine.
    ///
    /// Cancelling the surrounding task stops it cleanly: workers keep their finished trials, and the result says `aborted`.
    ///
    /// - Parameters:
    ///   - retryFailed: failed trials run again too.
    ///   - tell: called from any thread, one call after the other for each source.
    /// - Throws: `EngineError` and `ObjectStoreError`. A sweep that fails is a result, not an error.
    public func run(
        _ sweep: String, retryFailed: Bool = false, tell: @escaping @Sendable (EngineEvent) -> Void
    ) async throws -> SweepResult {
        let paths = SweepPaths(store: store, sweep: sweep)
        guard let lock = try await engineLock(paths) else {
            throw EngineError.alreadyRunning(sweep: sweep, processID: EngineNote.read(paths)?.processID ?? 0)
        }
        defer { lock.release() }
        try? FileManager.default.removeItem(atPath: paths.cancelRequest)
        LiveProcesses(sweep: sweep, store: store).endAll()
        let preparation = RunPreparation(store: store, sweep: sweep, paths: paths, retryFailed: retryFailed)
        return try await execute(preparation.prepare(), paths: paths, tell: tell)
    }

    /// Somebody who only looks holds the lock for a moment; an engine, as long as it runs.
    private func engineLock(_ paths: SweepPaths) async throws -> FileLock? {
        for _ in 0..<5 {
            if let lock = try FileLock(tryPath: paths.lock) { return lock }
            try await Task.sleep(for: .milliseconds(20))
        }
        return try FileLock(tryPath: paths.lock)
    }

    private func execute(
        _ run: PreparedRun, paths: SweepPaths, tell: @escaping @Sendable (EngineEvent) -> Void
    ) async throws -> SweepResult {
        EngineNote(processID: Int(getpid()), run: run.number).write(paths)
        tell(
            .started(
                sweep: run.sweep, run: run.number, packs: run.packCount, trials: run.work.trialCount,
                done: run.outcomes.succeeded + run.outcomes.failed))
        let running = RunningJobs()
        let reduction = LatestReduction()
        let complaint = FirstComplaint()
        let reducer = Reducer(commandFolder: run.local.workingDirectory)
        let monitor = ProgressMonitor(
            tally: ProgressTally(
                metric: run.work.metric, total: run.work.trialCount, earlier: run.outcomes,
                retryFailed: run.retryFailed), jobs: running, tell: tell)
        let runner = LocalTaskRunner(
            jobs: try jobRunner(for: run, paths: paths, running: running, complaint), store: store,
            reduction: LocalReduction(
                store: store, reducer: reducer, latest: reduction, willReduce: { tell(.reducing) }))
        let execution = try start(run, runner, journal: FileJournal(path: paths.history(run.number)))
        let following = Task.detached {
            await monitor.follow(
                isCancelRequested: { FileManager.default.fileExists(atPath: paths.cancelRequest) },
                cancel: { execution.cancel() })
        }
        let ended = await withTaskCancellationHandler {
            await execution.result
        } onCancel: {
            execution.cancel()
        }
        following.cancel()
        await following.value
        monitor.look()
        let end = try ended.get()
        if end == .aborted || end == .timedOut, let partial = try? reducer.merge(sweep: run.sweep, store: store) {
            // The machine never reached its reducer; what it has so far can be compared all the same.
            reduction.store(partial.json)
        }
        let result = SweepResult(
            run, end, reduced: reduction.json, workerError: complaint.text, seconds: monitor.elapsedSeconds)
        try finish(result, paths: paths)
        tell(.ended(result))
        return result
    }

    /// Starts the interpreter on the very bytes that `plan --asl` prints.
    private func start(
        _ run: PreparedRun, _ runner: LocalTaskRunner, journal: FileJournal
    ) throws -> Task<ExecutionResult, any Error> {
        let interpreter = try Interpreter(
            machine: run.machine, taskRunner: runner, objects: FolderObjects(store: store), journal: journal,
            clock: SystemClock(), randomBits: { UInt64.random(in: .min ... .max) })
        let identity = ExecutionIdentity(name: "\(run.sweep)-\(run.number)", stateMachineName: run.sweep)
        return Task.detached { try await interpreter.run(input: run.input, as: identity) }
    }

    private func jobRunner(
        for run: PreparedRun, paths: SweepPaths, running: RunningJobs, _ complaint: FirstComplaint
    ) throws -> LocalJobRunner {
        LocalJobRunner(
            worker: worker, logFolder: paths.logs, baseEnvironment: environment(of: run),
            slots: Slots(count: width), lifeline: try Lifeline(), running: running, complaint: complaint)
    }

    private func finish(_ result: SweepResult, paths: SweepPaths) throws {
        let bytes = try JSON(encoding: result).bytes(.indented)
        try store.put(StoreKey.executionResult(result.sweep, run: result.run), Data(bytes))
        try? FileManager.default.removeItem(atPath: paths.engine)
        try? FileManager.default.removeItem(atPath: paths.cancelRequest)
    }

    /// What a job definition sets on AWS. A laptop's trials also see the caller's own environment.
    private func environment(of run: PreparedRun) -> [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["STEPSWEEP_STORE"] = store.root
        environment["STEPSWEEP_WORKING_DIRECTORY"] = run.local.workingDirectory
        environment["OPENBLAS_NUM_THREADS"] = environment["OPENBLAS_NUM_THREADS"] ?? "1"
        if run.retryFailed { environment["STEPSWEEP_RETRY_FAILED"] = "1" }
        return environment
    }
}
