internal import AWS
internal import JSON
internal import SweepCompiler
internal import SweepModel

extension Inventory {
    /// The queues that a stack of this name can have.
    var queueNames: [String] { Lane.allCases.map { names.prefix + $0.rawValue } }

    func queues() async throws -> [InventorySection.Item] {
        try await presentQueues().map {
            .init(name: $0, removal: "aws batch delete-job-queue --job-queue \($0), disabled before")
        }
    }

    func presentQueues() async throws -> [String] {
        let filter: JSON = ["jobQueues": .array(queueNames.map(JSON.string))]
        return try await Batch(client: client).jobQueues(filter).collect("jobQueues")
            .filter { !["DELETED", "DELETING"].contains($0["status"]?.string ?? "") && isNotAnothers($0) }
            .compactMap { $0["jobQueueName"]?.string }.filter(queueNames.contains)
    }

    /// A queue of that name may have been made by hand, for another purpose; whoever tagged it says for which.
    private func isNotAnothers(_ queue: JSON) -> Bool {
        queue["tags"]?[StackNames.tag].map { $0.string == names.stack } ?? true
    }

    func environments() async throws -> [InventorySection.Item] {
        try await presentEnvironments().compactMap { $0["computeEnvironmentName"]?.string }
            .map {
                .init(
                    name: $0,
                    removal: "aws batch delete-compute-environment --compute-environment \($0), disabled before")
            }
    }

    /// Batch's descriptions of the stack's hosts, by their tag or by the name that CloudFormation makes.
    func presentEnvironments() async throws -> [JSON] {
        try await Batch(client: client).computeEnvironments().collect("computeEnvironments").filter { document in
            let name = document["computeEnvironmentName"]?.string ?? ""
            let isOurs =
                document["tags"]?[StackNames.tag]?.string == names.stack
                || names.environmentPrefixes.contains(where: name.hasPrefix)
            return isOurs && document["status"]?.string != "DELETED"
        }
    }

    /// ARNs of the definitions that jobs could still be submitted with.
    func jobDefinitions() async throws -> [String] {
        var arns: [String] = []
        for name in names.jobDefinitions {
            let filter: JSON = ["jobDefinitionName": .string(name), "status": "ACTIVE"]
            arns += try await Batch(client: client).jobDefinitions(filter).collect("jobDefinitions")
                .compactMap { $0["jobDefinitionArn"]?.string }
        }
        return arns
    }

    func definition(_ arn: String) -> InventorySection.Item {
        .init(
            name: String(arn.split(separator: "/").last ?? "?"),
            removal: "aws batch deregister-job-definition --job-definition \(arn)")
    }

    func taskDefinitions() async throws -> [String] {
        let filter: JSON = ["familyPrefix": .string(names.taskFamily), "status": "ACTIVE"]
        // The filter may be read as a prefix, and `a-fargate-b` is somebody else's.
        return try await ECS(client: client).taskDefinitions(filter).collect("taskDefinitionArns").compactMap(\.string)
            .filter { $0.contains("/\(names.taskFamily):") }
    }

    func taskDefinition(_ arn: String) -> InventorySection.Item {
        .init(
            name: String(arn.split(separator: "/").last ?? "?"),
            removal: "aws ecs deregister-task-definition --task-definition \(arn)")
    }

    /// ARNs of the clusters that carry the stack's tag, or no tag and the name that CloudFormation makes.
    func clusterARNs() async throws -> [String] {
        let ecs = ECS(client: client)
        let all = try await ecs.clusters().collect("clusterArns")
        var ours: [String] = []
        for start in stride(from: 0, to: all.count, by: 100) {
            let some = Array(all[start..<min(start + 100, all.count)])
            let answer = try await ecs.describeClusters(["clusters": .array(some), "include": ["TAGS"]])
            ours += (answer["clusters"]?.array ?? []).filter(isOurCluster).compactMap { $0["clusterArn"]?.string }
        }
        return ours
    }

    private func isOurCluster(_ cluster: JSON) -> Bool {
        let tag = (cluster["tags"]?.array ?? []).first { $0["key"]?.string == StackNames.tag }
        let isOurs =
            tag?["value"]?.string == names.stack
            || (tag == nil && cluster["clusterName"]?.string?.hasPrefix(names.clusterPrefix) == true)
        return isOurs && cluster["status"]?.string != "INACTIVE"
    }

    func clusters() async throws -> [InventorySection.Item] {
        var items: [InventorySection.Item] = []
        for arn in try await clusterARNs() {
            items.append(.init(name: arn, removal: "aws ecs delete-cluster --cluster \(arn)"))
            items += try await tasks(arn).map {
                .init(name: $0, removal: "aws ecs stop-task --cluster \(arn) --task \($0)")
            }
        }
        return items
    }

    /// ARNs of the tasks that a cluster runs or will run.
    func tasks(_ cluster: String) async throws -> [String] {
        try await ECS(client: client).tasks(["cluster": .string(cluster), "desiredStatus": "RUNNING"])
            .collect("taskArns").compactMap(\.string)
    }
}
