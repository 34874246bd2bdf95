internal import Foundation
internal import JSON
internal import SweepModel

/// What a Task state asks for, whichever service it names: a worker with an environment, a time limit and a retry strategy.
struct LocalJob: Sendable, Equatable {
    var name: String
    /// The queue or capacity provider, as the worker's `AWS_BATCH_JQ_NAME`.
    var queue: String
    var lane: Lane
    var environment: [String: String]
    /// In place of the definition's own; empty for the worker's.
    var command: [String] = []
    var retryStrategy: RetryStrategy
    /// Seconds an attempt may take; `nil` for no limit.
    var attemptSeconds: Int?
    /// What a container would get; a user's program that holds more is ended, as it would be there.
    var memoryMiB: Int?
    var service: Service

    /// Which AWS service would run it; the two tell a caller about a failure in different shapes.
    enum Service: Sendable, Equatable { case batch, ecs }

    var sweep: String { environment["STEPSWEEP_SWEEP"] ?? "" }
    /// The pack, or the shard of a scoring.
    var pack: String { environment["STEPSWEEP_PACK"] ?? environment["STEPSWEEP_SHARD"] ?? "" }
}

extension LocalJob {
    /// Reads the parameters of `batch:submitJob.sync`.
    init?(submitJob parameters: JSON) {
        guard let name = parameters["JobName"]?.string, let queue = parameters["JobQueue"]?.string else { return nil }
        self.init(
            name: name, queue: queue, lane: Lane(rawValue: queue) ?? .onDemand,
            environment: Self.environment(parameters["ContainerOverrides"]),
            command: (parameters["ContainerOverrides"]?["Command"]?.array ?? []).compactMap(\.string),
            retryStrategy: RetryStrategy(parameters["RetryStrategy"]),
            attemptSeconds: parameters["Timeout"]?["AttemptDurationSeconds"]?.int,
            memoryMiB: Self.memoryMiB(parameters["ContainerOverrides"]?["ResourceRequirements"]), service: .batch)
    }

    /// Reads the parameters of `ecs:runTask.sync`.
    init?(runTask parameters: JSON) {
        guard let definition = parameters["TaskDefinition"]?.string,
            let container = parameters["Overrides"]?["ContainerOverrides"]?[0]
        else { return nil }
        let provider = parameters["CapacityProviderStrategy"]?[0]?["CapacityProvider"]?.string
        self.init(
            name: definition, queue: provider ?? "FARGATE", lane: provider == "FARGATE_SPOT" ? .fargateSpot : .fargate,
            environment: Self.environment(container), retryStrategy: RetryStrategy(nil), attemptSeconds: nil,
            memoryMiB: parameters["Overrides"]?["Memory"]?.string.flatMap { Int($0) }, service: .ecs)
    }

    private static func memoryMiB(_ requirements: JSON?) -> Int? {
        let memory = requirements?.array?.first { $0["Type"]?.string == "MEMORY" }
        return memory?["Value"]?.string.flatMap { Int($0) }
    }

    private static func environment(_ overrides: JSON?) -> [String: String] {
        let pairs = (overrides?["Environment"]?.array ?? []).compactMap { entry in
            entry["Name"]?.string.flatMap { name in entry["Value"]?.string.map { (name, $0) } }
        }
        return Dictionary(pairs) { _, last in last }
    }
}

extension LocalJob {
    /// The job's description as the service gives it to `.sync` callers: the task's result, or the cause of its failure.
    func description(id: String, attempts: [AttemptEnd]) -> JSON {
        switch service {
        case .batch: batchDescription(id: id, attempts: attempts)
        case .ecs: ecsDescription(id: id, end: attempts.last)
        }
    }

    private func batchDescription(id: String, attempts: [AttemptEnd]) -> JSON {
        func container(_ end: AttemptEnd) -> JSON {
            var members: [String: JSON] = [:]
            if let code = end.exitCode { members["ExitCode"] = .integer(code) }
            if let reason = end.reason { members["Reason"] = .string(reason) }
            return .object(members)
        }
        let last = attempts.last
        return [
            "JobId": .string(id), "JobName": .string(name), "JobQueue": .string(queue),
            "Status": last?.succeeded == true ? "SUCCEEDED" : "FAILED",
            "StatusReason": .string(last?.statusReason ?? ""),
            "Attempts": .array(
                attempts.map { ["Container": container($0), "StatusReason": .string($0.statusReason)] }),
            "Container": last.map(container) ?? [:],
        ]
    }

    private func ecsDescription(id: String, end: AttemptEnd?) -> JSON {
        var container: [String: JSON] = ["Name": "worker", "LastStatus": "STOPPED"]
        if let code = end?.exitCode { container["ExitCode"] = .integer(code) }
        if let reason = end?.reason { container["Reason"] = .string(reason) }
        return [
            "TaskArn": .string(id), "LastStatus": "STOPPED", "Containers": [.object(container)],
            "StopCode": end?.exitCode == nil ? "SpotInterruption" : "EssentialContainerExited",
            "StoppedReason": .string(end?.statusReason ?? ""),
        ]
    }

    /// How an attempt's end reads in the service's own words.
    ///
    /// A worker that was ended from outside stands for a host that went away: Batch says so of an EC2 host, ECS of a Spot task.
    func end(of termination: WorkerProcess.Termination, timedOut: Bool) -> AttemptEnd {
        if timedOut {
            return AttemptEnd(statusReason: "Job attempt duration exceeded timeout", timedOut: true)
        }
        switch termination {
        case .exit(let code):
            return AttemptEnd(exitCode: code, statusReason: "Essential container in \(unit) exited")
        case .signal:
            return AttemptEnd(
                statusReason: lane.isFargate
                    ? "Your Spot Task was interrupted." : "Host EC2 (instance local) terminated.")
        }
    }

    private var unit: String { service == .batch ? "job" : "task" }
}
