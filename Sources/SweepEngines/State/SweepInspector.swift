internal import Foundation
internal import JSON
public import ObjectStore
internal import Reducers
internal import ResultStore
internal import SweepModel

/// Looks at a sweep from outside: its records, its engine's lock, its workers' logs. Changes nothing but a cancel request.
public struct SweepInspector: Sendable {
    private let store: FolderStore
    private let catalog: SweepCatalog
    private let results: ResultStore?

    public init(store: FolderStore) {
        self.store = store
        results = try? ResultStore(path: Reducer.resultsPath(of: store), access: .reading)
        catalog = SweepCatalog(store: store)
    }

    /// - Throws: `EngineError.corruptDocument`, `ObjectStoreError`.
    public func status(of sweep: String) throws -> SweepStatus {
        let paths = SweepPaths(store: store, sweep: sweep)
        let work = try catalog.work(of: sweep)
        let outcomes = try OutcomeCount(store: store, sweep: sweep, metric: work.metric, results: results)
        let run = paths.runs().last ?? 0
        let isRunning = try isRunning(sweep)
        let result = isRunning ? nil : self.result(paths, run)
        let running = isRunning ? runningTrials(of: sweep, paths) : []
        return SweepStatus(
            sweep: sweep, state: state(isRunning: isRunning, run: run, result: result), metric: work.metric, run: run,
            total: work.trialCount, succeeded: outcomes.succeeded, failed: outcomes.failed,
            best: best(outcomes.best, running, work.metric), running: running, result: result,
            processID: isRunning ? EngineNote.read(paths)?.processID : nil)
    }

    /// Whether an engine holds the sweep's lock.
    public func isRunning(_ sweep: String) throws -> Bool {
        let paths = SweepPaths(store: store, sweep: sweep)
        return try FileLock.isHeld(path: paths.lock)
    }

    /// Asks a running engine to stop.
    public func requestCancel(of sweep: String) throws {
        try store.put(StoreKey.cancelRequest(sweep), Data("cancel\n".utf8))
    }

    /// How many processes of the sweep are alive on this machine; `endThem` kills them first.
    public func liveProcesses(of sweep: String, endThem: Bool = false) -> Int {
        let live = LiveProcesses(sweep: sweep, store: store)
        if endThem { live.endAll() }
        return live.ids.count
    }

    private func state(isRunning: Bool, run: Int, result: SweepResult?) -> SweepStatus.State {
        if isRunning { return .running }
        guard run > 0 else { return .waiting }
        return switch result?.status {
        case .succeeded: .succeeded
        case .failed: .failed
        case .timedOut: .timedOut
        case .aborted: .aborted
        case nil: .interrupted
        }
    }

    private func result(_ paths: SweepPaths, _ run: Int) -> SweepResult? {
        (try? Data(contentsOf: URL(fileURLWithPath: paths.result(run)))).flatMap {
            try? JSONDecoder().decode(SweepResult.self, from: $0)
        }
    }

    private func best(
        _ finished: SweepProgress.Best?, _ running: [SweepStatus.RunningTrial], _ metric: Metric
    ) -> SweepProgress.Best? {
        if let finished { return finished }
        return running.reduce(nil) { best, trial in
            guard let value = trial.metrics[metric.name], metric.isBetter(value, than: best?.value) else { return best }
            return SweepProgress.Best(trial: trial.trial, value: value)
        }
    }

    /// From the logs of the workers that are alive.
    private func runningTrials(of sweep: String, _ paths: SweepPaths) -> [SweepStatus.RunningTrial] {
        LiveProcesses(sweep: sweep, store: store).workers.flatMap { worker -> [SweepStatus.RunningTrial] in
            var trials: [String: SweepStatus.RunningTrial] = [:]
            WorkerLog.events(in: "\(paths.logs)/\(worker.pack)/\(worker.log)") { event in
                switch event {
                case .trialStarted(let trial):
                    trials[trial] = .init(trial: trial, pack: worker.pack, step: nil, metrics: [:], seconds: 0)
                case .trialProgress(let trial, let step, let metrics, let seconds):
                    trials[trial] = .init(
                        trial: trial, pack: worker.pack, step: step, metrics: metrics, seconds: seconds)
                case .trialFinished(let trial, _, _, _): trials[trial] = nil
                case .output, .packFinished: break
                }
            }
            return Array(trials.values)
        }.sorted { ($0.pack, $0.trial) < ($1.pack, $1.trial) }
    }
}
