internal import AWS
internal import JSON
internal import SweepCompiler

/// Looks at everything that belongs to a stack before anything is removed.
struct DestroySurvey: Sendable {
    let client: AWSClient
    let inventory: Inventory
    let reader: StackReader

    func plan(_ names: StackNames) async throws -> DestroyPlan {
        var plan = DestroyPlan(names: names)
        plan.stack = try await reader.stack(names.stack)
        var ownsRepository = false
        if let stack = plan.stack {
            let resources = try await reader.cloudFormation.stackResources(stack.id).collect("StackResourceSummaries")
            plan.resources = resources.count
            ownsRepository = resources.contains { $0["ResourceType"]?.string == "AWS::ECR::Repository" }
        }
        try await lookAtWork(&plan)
        plan.definitions = try await inventory.jobDefinitions() + inventory.taskDefinitions()
        if let repository = try await ECR(client: client).repository(names.repository),
            try await ownsRepository ? true : isTagged(repository, names)
        {
            plan.images = try await ECR(client: client).images(repository: names.repository).collect("imageIds").count
        }
        plan.buckets = try await buckets(names, plan.stack)
        return plan
    }

    /// A repository may have had this name before the stack did: then its images are somebody's.
    private func isTagged(_ repository: JSON, _ names: StackNames) async throws -> Bool {
        guard let arn = repository["repositoryArn"] else { return false }
        let tags = try await client.call(.ecr, "ListTagsForResource", ["resourceArn": arn])["tags"]?.array ?? []
        return tags.contains { $0["Key"]?.string == StackNames.tag && $0["Value"]?.string == names.stack }
    }

    private func lookAtWork(_ plan: inout DestroyPlan) async throws {
        let work = RunningWork(client: client, inventory: inventory)
        plan.machines = try await inventory.stateMachines()
        for machine in plan.machines { plan.executions += try await work.executions(of: machine).count }
        let schedules = try await inventory.scheduleNames()
        plan.hasScheduleGroup = schedules != nil
        plan.schedules = schedules ?? []
        plan.queues = try await inventory.presentQueues()
        plan.environments = try await inventory.presentEnvironments().count
        plan.jobs = try await work.jobs(in: plan.queues).count
        plan.clusters = try await inventory.clusterARNs()
        for cluster in plan.clusters { plan.tasks += try await inventory.tasks(cluster).count }
    }

    /// The stack's own bucket, and those that earlier stacks of this name left: known by their names and tag.
    private func buckets(_ names: StackNames, _ stack: Stack?) async throws -> [String] {
        var found = Set([stack?.outputs[StackNames.bucketOutput]].compactMap { $0 })
        for name in try await client.bucketNames(prefix: names.bucketPrefix) {
            if try await S3Bucket(name, client: client).tags()[StackNames.tag] == names.stack { found.insert(name) }
        }
        return found.sorted()
    }
}
