internal import AWS
internal import Foundation
internal import JSON
internal import SweepEngines

extension StepFunctionsEngine {
    /// What a cancellation met.
    public struct Cancellation: Sendable, Equatable {
        public var wasRunning: Bool
        /// Jobs and tasks that were ended.
        public var ended: Int
    }

    /// Stops the execution, then ends what is left of its jobs and tasks, and looks until none is alive. Its budget's schedule goes last.
    ///
    /// Step Functions ends the jobs of a stopped execution as well as it can; so they are looked for here.
    ///
    /// - Parameter patienceSeconds: containers get 30 seconds for their checkpoints.
    /// - Throws: `CloudError.leftAlive` where a job outlives the patience.
    public func cancel(_ sweep: String, patienceSeconds: Double = 120) async throws -> Cancellation {
        let known = try locate(sweep)
        let record = try await self.record(of: sweep, in: bucket(known.bucket)) ?? known
        let wasRunning = try await stop(record)
        let jobs = CloudJobs(client: client, record: record)
        var ended: Set<String> = []
        var emptyLooks = 0
        let deadline = ContinuousClock.now + .seconds(patienceSeconds)
        while true {
            let live = try await jobs.live()
            emptyLooks = live.isEmpty ? emptyLooks + 1 : 0
            // A submission that was under way when the execution stopped may show a moment later.
            if emptyLooks == Self.emptyLooksNeeded {
                try await endWatch(of: record, behind: lastExecution(record))
                return Cancellation(wasRunning: wasRunning, ended: ended.count)
            }
            for job in live where ended.insert(job.id).inserted {
                try await jobs.end(job, reason: "cancelled by stepsweep")
            }
            guard live.isEmpty || ContinuousClock.now < deadline else {
                throw CloudError.leftAlive(sweep: sweep, ids: live.map(\.id), seconds: Int(patienceSeconds))
            }
            try await Task.sleep(for: .seconds(1))
        }
    }

    private static let emptyLooksNeeded = 3

    private func stop(_ record: CloudSweep) async throws -> Bool {
        guard let arn = record.executions.last, try await executionStatus(arn) == "RUNNING" else { return false }
        _ = try await StepFunctions(client: client).stopExecution(
            arn: arn, error: "StepSweep.Cancelled", cause: "stepsweep cancel")
        return true
    }
}
