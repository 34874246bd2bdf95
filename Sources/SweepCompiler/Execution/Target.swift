public import JSON
public import SweepModel

/// Where an execution runs: the only part of its input that differs between a laptop and an account.
///
/// On a laptop its members name this machine's folder and programs; no hash includes them.
public struct Target: Sendable, Equatable {
    /// The bucket, or the folder that stands for it.
    public var bucket: String
    /// Batch job queues, one a lane.
    public var queues: [Lane: String]
    /// Batch job definitions, one a lane.
    public var jobDefinitions: [Lane: String]
    /// The ECS cluster of Fargate lanes.
    public var cluster: String?
    /// ECS task definitions, one a Fargate lane; their container is named `worker`.
    public var taskDefinitions: [Lane: String]
    public var subnets: [String]
    public var securityGroups: [String]
    /// Fargate tasks in public subnets need an address of their own to pull their image. Default true.
    public var assignsPublicIP: Bool
    /// The Lambda function that ranks, or the local name for it.
    public var reducer: String
    /// Where a reducer that outgrows Lambda runs; `nil` for a stack without hosts, or one that was deployed before.
    public var reducerJob: ReducerJob?

    /// A Batch job of the reducer.
    public struct ReducerJob: Sendable, Equatable {
        public var queue: String
        public var definition: String

        public init(queue: String, definition: String) {
            self.queue = queue
            self.definition = definition
        }
    }

    public init(
        bucket: String, queues: [Lane: String] = [:], jobDefinitions: [Lane: String] = [:], cluster: String? = nil,
        taskDefinitions: [Lane: String] = [:], subnets: [String] = [], securityGroups: [String] = [],
        assignsPublicIP: Bool = true, reducer: String, reducerJob: ReducerJob? = nil
    ) {
        self.bucket = bucket
        self.queues = queues
        self.jobDefinitions = jobDefinitions
        self.cluster = cluster
        self.taskDefinitions = taskDefinitions
        self.subnets = subnets
        self.securityGroups = securityGroups
        self.assignsPublicIP = assignsPublicIP
        self.reducer = reducer
        self.reducerJob = reducerJob
    }

    /// This machine for every lane: queues and definitions have the lanes' own names.
    ///
    /// - Parameter folder: the object store's folder.
    public static func local(folder: String) -> Target {
        let fargate = Lane.allCases.filter(\.isFargate)
        let names = { (lanes: [Lane]) in Dictionary(uniqueKeysWithValues: lanes.map { ($0, $0.rawValue) }) }
        return Target(
            bucket: folder, queues: names(Lane.allCases), jobDefinitions: names(Lane.allCases), cluster: "local",
            taskDefinitions: names(fargate), subnets: ["local"], securityGroups: ["local"], reducer: "local",
            reducerJob: ReducerJob(queue: Lane.onDemand.rawValue, definition: "reducer"))
    }

    /// The value of `$.target`.
    public var json: JSON {
        [
            "bucket": .string(bucket), "queues": Self.members(queues), "jobDefinitions": Self.members(jobDefinitions),
            "cluster": cluster.map(JSON.string) ?? .null, "taskDefinitions": Self.members(taskDefinitions),
            "subnets": .array(subnets.map(JSON.string)), "securityGroups": .array(securityGroups.map(JSON.string)),
            "assignPublicIp": assignsPublicIP ? "ENABLED" : "DISABLED", "reducer": .string(reducer),
            "reducerJob": reducerJob.map { ["queue": .string($0.queue), "definition": .string($0.definition)] }
                ?? .null,
        ]
    }

    private static func members(_ names: [Lane: String]) -> JSON {
        .object(Dictionary(uniqueKeysWithValues: names.map { ($0.memberName, .string($1)) }))
    }

    /// A Fargate lane of a stack that an earlier version deployed: it has no queue.
    func isOfTasksAlone(_ lane: Lane) -> Bool {
        taskDefinitions[lane] != nil && (queues[lane] == nil || jobDefinitions[lane] == nil)
    }

    /// The members that a machine which starts packs so reads and this target lacks, such as `queues.spot`.
    func missing(for starts: [PackStart]) -> [String] {
        starts.flatMap { start in
            let lane = start.lane
            return start.isTask
                ? [
                    taskDefinitions[lane] == nil ? "taskDefinitions.\(lane.memberName)" : nil,
                    cluster == nil ? "cluster" : nil, subnets.isEmpty ? "subnets" : nil,
                    securityGroups.isEmpty ? "securityGroups" : nil,
                ].compactMap { $0 }
                : [
                    queues[lane] == nil ? "queues.\(lane.memberName)" : nil,
                    jobDefinitions[lane] == nil ? "jobDefinitions.\(lane.memberName)" : nil,
                ].compactMap { $0 }
        }.uniqued
    }
}

extension [String] {
    /// The same without repetitions.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
