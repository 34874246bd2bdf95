internal import AWS
internal import JSON
internal import SweepCompiler

/// Schedules, queues, hosts and clusters that a removed stack has left behind, as one does that was deleted with resources retained.
struct Stragglers: Sendable {
    let client: AWSClient
    let inventory: Inventory

    /// Goes as far as AWS lets it now: a queue or environment is disabled first, and may be deleted a little later.
    func removeOnce() async throws {
        if try await inventory.hasScheduleGroup() {
            try await orLater { try await Scheduler(client: client).deleteGroup(inventory.names.scheduleGroup) }
        }
        for queue in try await inventory.presentQueues() {
            try await batch("UpdateJobQueue", ["jobQueue": .string(queue), "state": "DISABLED"])
            try await batch("DeleteJobQueue", ["jobQueue": .string(queue)])
        }
        for environment in try await inventory.presentEnvironments() {
            guard let name = environment["computeEnvironmentName"] else { continue }
            try await batch("UpdateComputeEnvironment", ["computeEnvironment": name, "state": "DISABLED"])
            try await batch("DeleteComputeEnvironment", ["computeEnvironment": name])
        }
        for cluster in try await inventory.clusterARNs() {
            try await orLater { _ = try await client.call(.ecs, "DeleteCluster", ["cluster": .string(cluster)]) }
        }
    }

    private func batch(_ operation: String, _ input: JSON) async throws {
        try await orLater {
            _ = try await client.call(.batch, operation, path: "/v1/" + operation.lowercased(), input)
        }
    }

    /// What AWS does not let go yet is asked for again by the next look, and is listed in the end.
    private func orLater(_ body: () async throws -> Void) async throws {
        do { try await body() } catch is AWSError {}
    }
}
