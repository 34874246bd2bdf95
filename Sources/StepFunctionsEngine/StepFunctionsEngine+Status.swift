internal import AWS
internal import Foundation
public import JSON
internal import ObjectStore
internal import Reducers
public import SweepEngines
internal import SweepModel

extension StepFunctionsEngine {
    /// Where a sweep stands, as a local one is shown. New outcome records come home on the way.
    public func status(of sweep: String) async throws -> SweepStatus {
        let known = try locate(sweep)
        let bucket = try bucket(known.bucket)
        let record = try await self.record(of: sweep, in: bucket) ?? known
        let execution = try await lastExecution(record)
        let state = Self.state(execution?["status"]?.string)
        try await endWatch(of: record, behind: execution)
        let jobs = state == .running ? try await CloudJobs(client: client, record: record).live() : []
        let local = local
        let (work, outcomes) = try await OwnThread.run {
            try OutcomeMirror.update(sweep, from: bucket, to: local)
            let work = try SweepCatalog(store: local).work(of: sweep)
            return (work, try OutcomeIndex(store: local, sweep: sweep, metric: work.metric))
        }
        let run = record.executions.count
        return SweepStatus(
            sweep: sweep, state: state, metric: work.metric, run: run, total: work.trialCount,
            succeeded: outcomes.succeeded, failed: outcomes.failed, best: outcomes.best,
            result: execution.flatMap { Self.result($0, sweep, run) }, jobs: jobs,
            place: "AWS \(record.region), stack \(record.stack)")
    }

    /// Merges the sweep's results into the local store's, which keep everything else that they hold. What confirms the sweep comes
    /// home, too.
    ///
    /// - Throws: as `Reducer.merge`.
    public func pullResults(of sweep: String) async throws -> JSON {
        let record = try locate(sweep)
        let bucket = try bucket(record.bucket)
        if try hasGate(sweep) {
            let now = try await self.record(of: sweep, in: bucket) ?? record
            try await endWatch(of: now, behind: lastExecution(now))
        }
        let local = local
        return try await OwnThread.run {
            try OutcomeMirror.update(sweep, from: bucket, to: local)
            try ConfirmationMirror(bucket: bucket, local: local, profile: record.profile).update(sweep)
            return try Reducer().merge(sweep: sweep, store: local).json
        }
    }

    /// Brings objects home that are not there yet, such as the model of a trial.
    public func pull(_ keys: [String], of sweep: String) async throws {
        let record = try locate(sweep)
        let bucket = try bucket(record.bucket)
        let local = local
        try await OwnThread.run {
            try bucket.get(keys.filter { try !local.exists($0) }) { try local.put($0, $1) }
        }
    }

    private static func state(_ status: String?) -> SweepStatus.State {
        switch status {
        case "RUNNING", "PENDING_REDRIVE": .running
        case "SUCCEEDED": .succeeded
        case "FAILED": .failed
        case "TIMED_OUT": .timedOut
        case "ABORTED": .aborted
        default: .waiting
        }
    }

    private static func result(_ execution: JSON, _ sweep: String, _ run: Int) -> SweepResult? {
        let status: SweepResult.Status
        switch execution["status"]?.string {
        case "SUCCEEDED": status = .succeeded
        case "FAILED": status = .failed
        case "TIMED_OUT": status = .timedOut
        case "ABORTED": status = .aborted
        default: return nil
        }
        let began = execution["startDate"]?.double ?? 0
        let reduced = execution["output"]?.string.flatMap { try? JSON(parsing: $0.utf8) }
        return SweepResult(
            sweep: sweep, run: run, status: status, error: execution["error"]?.string,
            cause: execution["cause"]?.string, reduced: reduced,
            seconds: max(0, (execution["stopDate"]?.double ?? began) - began))
    }
}
