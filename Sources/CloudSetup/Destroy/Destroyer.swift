public import AWS
internal import Foundation
internal import JSON
internal import SweepCompiler

/// What is left after a removal.
public struct DestroyResult: Sendable, Equatable {
    public let account: String
    public let region: String
    public let sections: [InventorySection]
    /// Buckets with results that stay.
    public let keptBuckets: [String]

    /// Whether every service was asked and has nothing left.
    public var isClean: Bool { sections.allSatisfy { $0.items.isEmpty && $0.problem == nil } }
}

/// Removes a stack with everything that sweeps made around it, and proves that nothing is left.
public struct Destroyer: Sendable {
    let client: AWSClient
    let console: Console
    let pace: Pace

    public init(client: AWSClient, console: Console, pace: Pace = Pace()) {
        self.client = client
        self.console = console
        self.pace = pace
    }

    /// So long the listing is asked again for what goes by itself, in seconds.
    static let graceSeconds = 300.0
    /// What takes a little to go behind its removal.
    static let slowlyGoing: Set<String> = [
        "state machines", "Batch queues", "Batch environments", "ECS clusters and tasks", "EC2 instances",
        "EC2 volumes",
        "schedules",
    ]

    /// - Throws: `SetupError`, `StackFailure`, `CancellationError`, the errors of the client. An absent stack is no error.
    public func destroy(stack name: String, deletesResults: Bool) async throws -> DestroyResult {
        let names = StackNames(stack: name)
        let identity = try await client.callerIdentity()
        console.say("account \(identity.account), region \(client.region), stack \(name), as \(identity.arn)")
        let inventory = Inventory(client: client, names: names)
        let reader = StackReader(client: client, console: console, pace: pace)
        try await followFirst(name, reader)
        let plan = try await DestroySurvey(client: client, inventory: inventory, reader: reader).plan(names)
        if !plan.isEmpty || (deletesResults && !plan.buckets.isEmpty) {
            console.say("the plan:")
            plan.lines(deletesResults: deletesResults).forEach { console.say($0) }
            guard try await console.confirm("go on?") else {
                throw SetupError("nothing was removed", kind: .refused)
            }
            try await carryOut(plan, inventory, reader, deletesResults)
        } else {
            console.say("there is no stack \(name) and nothing of one")
        }
        return DestroyResult(
            account: identity.account, region: client.region,
            sections: try await proof(inventory, removes: !plan.isEmpty),
            keptBuckets: deletesResults ? [] : plan.buckets)
    }

    private func followFirst(_ name: String, _ reader: StackReader) async throws {
        guard let stack = try await reader.stack(name), stack.status.isBusy else { return }
        console.say("stack \(name) is \(stack.status): following that first")
        _ = try await reader.follow(stack.id, after: nil)
    }

    private func carryOut(
        _ plan: DestroyPlan, _ inventory: Inventory, _ reader: StackReader, _ deletesResults: Bool
    ) async throws {
        if plan.executions + plan.jobs + plan.tasks > 0 { console.say("ending what runs") }
        try await RunningWork(client: client, inventory: inventory)
            .end(machines: plan.machines, queues: plan.queues, clusters: plan.clusters, pace: pace)
        for schedule in plan.schedules {
            try await Scheduler(client: client).deleteSchedule(schedule, group: plan.names.scheduleGroup)
        }
        try await emptyRepository(plan.names.repository, plan.images)
        if let stack = plan.stack { try await StackRemoval(reader: reader).remove(stack) }
        for arn in try await inventory.jobDefinitions() {
            try await Batch(client: client).deregisterJobDefinition(arn)
        }
        for arn in try await inventory.taskDefinitions() {
            try await ECS(client: client).deregisterTaskDefinition(arn)
        }
        guard deletesResults else { return }
        for bucket in plan.buckets {
            try await S3Bucket(bucket, client: client).removeWithContents { [console] count in
                console.say("\(bucket): \(count) versions deleted")
            }
        }
    }

    private func emptyRepository(_ name: String, _ count: Int) async throws {
        guard count > 0 else { return }
        let ecr = ECR(client: client)
        let failures = try await ecr.deleteImages(repository: name, ecr.images(repository: name).collect("imageIds"))
        guard let failure = failures.first else { return }
        // An index keeps its members: the stack's own removal, which empties the repository, takes them.
        let reason = failure["failureReason"]?.string ?? "ECR gave no reason"
        console.say("warning: an image is left to the removal of its repository: \(reason)")
    }

    /// The listing, asked again for a while where something is still going away.
    ///
    /// - Parameter removes: whether the person has agreed, so that what the stack left behind is removed.
    private func proof(_ inventory: Inventory, removes: Bool) async throws -> [InventorySection] {
        let deadline = pace.now().addingTimeInterval(Self.graceSeconds)
        var told: [String] = []
        while true {
            let sections = try await inventory.sections()
            let left = sections.filter { !$0.items.isEmpty && Self.slowlyGoing.contains($0.service) }
            if left.isEmpty || pace.now() >= deadline { return sections }
            let names = left.flatMap { section in section.items.map { "\(section.service) \($0.name)" } }
            if names != told { console.say("still going away: " + names.joined(separator: ", ")) }
            told = names
            if removes { try await Stragglers(client: client, inventory: inventory).removeOnce() }
            try await pace.sleep(max(pace.pollSeconds, 5))
        }
    }
}
