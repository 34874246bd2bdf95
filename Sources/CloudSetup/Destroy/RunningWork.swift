internal import AWS
internal import JSON
internal import SweepCompiler

/// What sweeps have running on a stack: executions, jobs and tasks.
struct RunningWork: Sendable {
    let client: AWSClient
    let inventory: Inventory

    /// Every state in which a job can still begin to cost.
    static let activeStates = ["SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING"]

    func executions(of machine: String) async throws -> [String] {
        try await StepFunctions(client: client)
            .executions(["stateMachineArn": .string(machine), "statusFilter": "RUNNING"])
            .collect("executions").compactMap { $0["executionArn"]?.string }
    }

    func jobs(in queues: [String]) async throws -> [String] {
        var jobs: Set<String> = []
        for queue in queues {
            for state in Self.activeStates {
                let filter: JSON = ["jobQueue": .string(queue), "jobStatus": .string(state)]
                jobs.formUnion(
                    try await Batch(client: client).jobs(filter).collect("jobSummaryList")
                        .filter { $0["status"]?.string.map(Self.activeStates.contains) ?? true }
                        .compactMap { $0["jobId"]?.string })
            }
        }
        return jobs.sorted()
    }

    /// The execution first, or it would submit what was just ended.
    func end(machines: [String], queues: [String], clusters: [String], pace: Pace) async throws {
        let reason = "stepsweep destroy"
        let service = StepFunctions(client: client)
        for machine in machines {
            for execution in try await executions(of: machine) {
                _ = try await service.stopExecution(arn: execution, error: "Destroyed", cause: reason)
            }
            try await service.deleteStateMachine(arn: machine)
        }
        // What an execution submitted in its last moment is found by the next look.
        try await pace.wait(for: "the end of running jobs") {
            let jobs = try await jobs(in: queues)
            for job in jobs { try await Batch(client: client).terminateJob(job, reason: reason) }
            var tasks = 0
            for cluster in clusters {
                for task in try await inventory.tasks(cluster) {
                    tasks += 1
                    try await ECS(client: client).stopTask(task, cluster: cluster, reason: reason)
                }
            }
            return jobs.isEmpty && tasks == 0 ? () : nil
        }
    }
}
