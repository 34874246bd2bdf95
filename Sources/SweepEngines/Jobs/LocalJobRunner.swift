internal import Foundation
internal import JSON
internal import StatesInterpreter
internal import SweepModel
internal import Synchronization

/// Runs jobs as worker processes: what Batch and ECS do, on this machine.
struct LocalJobRunner: Sendable {
    let worker: String
    /// The folder for logs: `<folder>/<pack>/<job>-<attempt>.log`.
    let logFolder: String
    /// What a job definition would set, below what the job itself sets.
    let baseEnvironment: [String: String]
    let slots: Slots
    let lifeline: Lifeline
    let running: RunningJobs
    let complaint: FirstComplaint

    /// Seconds between SIGTERM and SIGKILL: a container gets 30.
    static let stopSeconds = 30.0

    /// Runs the job to its end, with the retries that its strategy allows.
    ///
    /// When the surrounding task is cancelled, the worker is asked to stop and waited for.
    func run(_ job: LocalJob) async throws(EngineError) -> (id: String, attempts: [AttemptEnd]) {
        let id = "local-" + UUID().uuidString.lowercased()
        var attempts: [AttemptEnd] = []
        repeat {
            guard await slots.take() else { return (id, attempts) }
            let end = await attempt(job, id: id, number: attempts.count + 1)
            await slots.give()
            attempts.append(try end.get())
        } while !Task.isCancelled && retries(job, attempts)
        return (id, attempts)
    }

    /// What a `.sync` task gets for the job: its description, or a failure with the same as its cause.
    func result(of job: LocalJob) async throws(TaskFailure) -> JSON {
        let ended: (id: String, attempts: [AttemptEnd])
        do {
            ended = try await run(job)
        } catch {
            throw TaskFailure(error: "Batch.ClientException", cause: error.description)
        }
        let description = job.description(id: ended.id, attempts: ended.attempts)
        guard ended.attempts.last?.succeeded == true else {
            throw TaskFailure(error: "States.TaskFailed", cause: description.text())
        }
        return description
    }

    private func retries(_ job: LocalJob, _ attempts: [AttemptEnd]) -> Bool {
        guard let last = attempts.last, !last.succeeded, !last.timedOut else { return false }
        return job.retryStrategy.retries(after: last, attempt: attempts.count)
    }

    private func attempt(_ job: LocalJob, id: String, number: Int) async -> Result<AttemptEnd, EngineError> {
        let folder = "\(logFolder)/\(job.pack)"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            return .failure(.workerNotStarted(path: worker, cause: "\(folder): \(error.localizedDescription)"))
        }
        let log = folder + "/" + WorkerLog.name(job: id, attempt: number)
        let process: WorkerProcess
        do {
            process = try WorkerProcess(
                executable: worker, environment: environment(of: job, id: id, attempt: number), log: log,
                lifeline: lifeline)
        } catch {
            return .failure(error)
        }
        running.add(RunningJob(pack: job.pack, log: log, processID: process.processID))
        let (termination, timedOut) = await watch(process, seconds: job.attemptSeconds)
        running.remove(processID: process.processID)
        var end = job.end(of: termination, timedOut: timedOut)
        if case .exit(let code) = termination, code != 0, let words = WorkerLog.lastWords(in: log) {
            end.reason = words
            complaint.note(pack: job.pack, words)
        }
        return .success(end)
    }

    /// Waits for the worker, and stops it when its time is over or the task is cancelled.
    private func watch(
        _ process: WorkerProcess, seconds: Int?
    ) async -> (WorkerProcess.Termination, timedOut: Bool) {
        let timedOut = Atomic(false)
        let watchdog = Task.detached {
            guard let seconds, (try? await Task.sleep(for: .seconds(seconds))) != nil else { return }
            timedOut.store(true, ordering: .relaxed)
            await stop(process)
        }
        let termination = await withTaskCancellationHandler {
            await process.waitForEnd()
        } onCancel: {
            Task.detached { await stop(process) }
        }
        watchdog.cancel()
        return (termination, timedOut.load(ordering: .relaxed))
    }

    /// SIGTERM, and SIGKILL for a worker that outlives its grace.
    private func stop(_ process: WorkerProcess) async {
        process.terminate()
        try? await Task.sleep(for: .seconds(Self.stopSeconds))
        process.killGroup()
    }

    private func environment(of job: LocalJob, id: String, attempt: Int) -> [String: String] {
        var environment = baseEnvironment
        environment.merge(job.environment) { _, own in own }
        environment["AWS_BATCH_JOB_ID"] = id
        environment["AWS_BATCH_JOB_ATTEMPT"] = String(attempt)
        environment["AWS_BATCH_JQ_NAME"] = job.queue
        environment["STEPSWEEP_LANE"] = job.lane.rawValue
        environment["STEPSWEEP_ENGINE_FD"] = "0"
        environment["STEPSWEEP_MEMORY_MIB"] = job.memoryMiB.map(String.init)
        return environment
    }
}
