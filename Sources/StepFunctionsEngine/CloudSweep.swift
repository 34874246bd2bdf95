public import JSON

/// Where a sweep runs on AWS: `aws.json` beside its documents, in the bucket and in the store that it was launched from.
public struct CloudSweep: Sendable, Equatable, Codable {
    public var sweep: String
    /// The CloudFormation stack's name.
    public var stack: String
    public var region: String
    /// The profile that it was launched with; `nil` for the environment's own.
    public var profile: String?
    public var bucket: String
    /// What containers write to.
    public var logGroup: String
    /// Batch job queues, by ARN.
    public var queues: [String]
    /// The ECS cluster of Fargate tasks.
    public var cluster: String?
    /// The state machine's ARN; empty where the launch has not come so far.
    public var stateMachine: String
    /// ARNs, the first run first. The last one is noted before it starts.
    public var executions: [String]

    /// As `launch --json` tells it.
    public var json: JSON {
        [
            "event": "sweep.launched", "sweep": .string(sweep), "stack": .string(stack), "region": .string(region),
            "bucket": .string(bucket), "stateMachine": .string(stateMachine),
            "execution": executions.last.map(JSON.string) ?? .null,
        ]
    }

    /// The ARN that an execution of the sweep's machine has under a name.
    func executionARN(named name: String) -> String {
        stateMachine.replacing(":stateMachine:", with: ":execution:") + ":" + name
    }

    /// The name of an execution: a second start under it is none.
    static func executionName(of sweep: String, run: Int) -> String { "\(sweep)-\(run)" }
}
