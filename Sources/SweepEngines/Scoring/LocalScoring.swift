internal import Foundation
internal import JSON
public import ObjectStore
internal import Reducers
internal import StatesInterpreter
internal import StatesLanguage
internal import SweepCompiler
internal import SweepModel

/// Runs scorings on this machine: the embedded interpreter over worker processes.
public struct LocalScoring: Sendable {
    public let store: FolderStore
    /// Workers at once.
    public let width: Int
    /// The path of `stepsweep-worker`.
    public let worker: String

    /// - Parameter width: 1 or more; the machine's cores where it is `nil`.
    public init(store: FolderStore, width: Int? = nil, worker: String) {
        self.store = store
        self.width = max(1, width ?? ProcessInfo.processInfo.activeProcessorCount)
        self.worker = worker
    }

    /// Scores what is missing, as a new execution of the scoring's machine. Cancelling the surrounding task stops it cleanly.
    ///
    /// - Parameter started: hears how many shards the execution scores.
    /// - Throws: `EngineError`, `ObjectStoreError`, `ReduceError`. A scoring that fails is a result, not an error.
    public func run(_ launch: ScoringLaunch, started: @Sendable (_ shards: Int) -> Void) async throws -> ScoringEnd {
        let scoring = launch.compiled.id
        let folder = store.root + "/" + StoreKey.scoring(scoring)
        guard let lock = try FileLock(tryPath: folder + "engine.lock") else {
            throw EngineError.alreadyScoring(scoring: scoring)
        }
        defer { lock.release() }
        LiveProcesses(scoring: scoring, store: store).endAll()
        let missing = try ScoringMerge.missing(of: launch.compiled.document, in: store)
        let number = try ScoringLaunch.latestRun(of: scoring, in: store) + 1
        let input = try launch.prepare(run: number, shards: missing, target: .local(folder: store.root), in: store)
        started(missing.count)
        let complaint = FirstComplaint()
        let tasks = LocalScoringTasks(
            jobs: LocalJobRunner(
                worker: worker, logFolder: folder + "logs", baseEnvironment: environment,
                slots: Slots(count: width), lifeline: try Lifeline(), running: RunningJobs(), complaint: complaint),
            store: store)
        let interpreter = try Interpreter(
            machine: launch.compiled.machine, taskRunner: tasks, objects: FolderObjects(store: store),
            journal: FileJournal(path: folder + "executions/\(number)/history.jsonl"), clock: SystemClock(),
            randomBits: { UInt64.random(in: .min ... .max) })
        let identity = ExecutionIdentity(name: "\(scoring)-\(number)", stateMachineName: scoring)
        let result = try await interpreter.run(input: input, as: identity)
        return try end(result, scoring, complaint)
    }

    private func end(_ result: ExecutionResult, _ scoring: String, _ complaint: FirstComplaint) throws -> ScoringEnd {
        switch result {
        case .aborted, .timedOut: return .aborted
        case .failed(let error, let cause) where error != Self.shardsMissing:
            return .failed(error: error ?? "", cause: cause ?? "no cause given")
        case .succeeded, .failed:
            // What the machine was told, asked again: its own answer is too short for counts of a failed end.
            return .judged(
                try ScoringMerge().merge(scoring: scoring, store: store), workerError: complaint.text)
        }
    }

    package static let shardsMissing = "StepSweep.ShardsMissing"

    private var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["STEPSWEEP_STORE"] = store.root
        environment["STEPSWEEP_SWEEP"] = nil
        environment["STEPSWEEP_PACK"] = nil
        environment["OPENBLAS_NUM_THREADS"] = environment["OPENBLAS_NUM_THREADS"] ?? "1"
        return environment
    }
}

/// Does on this machine what AWS services do for a scoring's machine.
private struct LocalScoringTasks: TaskRunner {
    let jobs: LocalJobRunner
    let store: FolderStore

    func run(_ request: TaskRequest) async throws(TaskFailure) -> JSON {
        switch request.resource {
        case "arn:aws:states:::batch:submitJob.sync":
            guard let job = LocalJob(submitJob: request.parameters) else {
                throw TaskFailure(error: "Batch.ClientException", cause: "JobName and JobQueue are required")
            }
            return try await jobs.result(of: job)
        case "arn:aws:states:::lambda:invoke":
            return try merge(request.parameters)
        default:
            throw TaskFailure(
                error: "States.Runtime",
                cause: "this machine has nothing that stands for \(request.resource); it runs batch:submitJob.sync and "
                    + "lambda:invoke")
        }
    }

    private func merge(_ parameters: JSON) throws(TaskFailure) -> JSON {
        guard let scoring = parameters["Payload"]?["scoring"]?.string else {
            throw TaskFailure(error: "Lambda.InvalidRequestContentException", cause: "Payload.scoring is required")
        }
        do {
            let verdict = try ScoringMerge().merge(scoring: scoring, store: store).json
            return ["StatusCode": 200, "ExecutedVersion": "$LATEST", "Payload": verdict]
        } catch {
            let failure = LambdaFailure(error)
            let cause: JSON = ["errorType": .string(failure.type), "errorMessage": .string(failure.message)]
            throw TaskFailure(error: failure.type, cause: cause.text())
        }
    }
}
