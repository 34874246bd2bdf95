internal import SweepModel

extension Target {
    /// The target that a stack's outputs describe.
    ///
    /// - Parameter stackOutputs: by name, as CloudFormation's `DescribeStacks` gives them.
    /// - Throws: `MissingStackOutputs`, such as for a stack that has no image yet.
    public init(stackOutputs: [String: String]) throws(MissingStackOutputs) {
        let needed = [
            StackOutputs.bucket, StackOutputs.reducer, StackOutputs.subnets, StackOutputs.securityGroups,
            StackOutputs.assignPublicIP,
        ]
        let missing = needed.filter { stackOutputs[$0] == nil }
        guard missing.isEmpty else { throw MissingStackOutputs(names: missing) }
        func text(_ name: String) -> String { stackOutputs[name] ?? "" }
        func list(_ name: String) -> [String] { text(name).split(separator: ",").map(String.init) }
        func members(_ name: (Lane) -> String) -> [Lane: String] {
            Dictionary(
                uniqueKeysWithValues: Lane.allCases.compactMap { lane in stackOutputs[name(lane)].map { (lane, $0) } })
        }
        let queues = members(StackOutputs.queue)
        let definition = stackOutputs[StackOutputs.reducerJobDefinition]
        let queue = queues[.onDemand] ?? queues[.gpu]
        self.init(
            bucket: text(StackOutputs.bucket), queues: queues,
            jobDefinitions: members(StackOutputs.jobDefinition), cluster: stackOutputs[StackOutputs.cluster],
            taskDefinitions: members(StackOutputs.taskDefinition), subnets: list(StackOutputs.subnets),
            securityGroups: list(StackOutputs.securityGroups),
            assignsPublicIP: text(StackOutputs.assignPublicIP) == "ENABLED", reducer: text(StackOutputs.reducer),
            reducerJob: queue.flatMap { queue in definition.map { ReducerJob(queue: queue, definition: $0) } })
    }
}

/// A stack that sweeps can't run on, or can't yet.
public struct MissingStackOutputs: Error, Sendable, Equatable, CustomStringConvertible {
    public let names: [String]

    public init(names: [String]) { self.names = names }

    public var description: String {
        "the stack has no output \(names.joined(separator: ", ")): deploy it with ImageUri, the image that was pushed "
            + "to its repository"
    }
}
