/// The names under which an execution runs, as `$$.Execution` and `$$.StateMachine` give them.
public struct ExecutionIdentity: Sendable, Hashable {
    public let name: String
    /// An ARN on AWS; any text that is unique to the execution elsewhere.
    public let id: String
    public let roleArn: String
    public let stateMachineName: String
    public let stateMachineId: String

    public init(name: String, id: String, roleArn: String, stateMachineName: String, stateMachineId: String) {
        self.name = name
        self.id = id
        self.roleArn = roleArn
        self.stateMachineName = stateMachineName
        self.stateMachineId = stateMachineId
    }

    /// Ids in the form of ARNs, without a region and with account 000000000000, for an execution on this machine.
    public init(name: String, stateMachineName: String) {
        let prefix = "arn:aws:states::000000000000"
        self.init(
            name: name, id: "\(prefix):execution:\(stateMachineName):\(name)",
            roleArn: "arn:aws:iam::000000000000:role/local",
            stateMachineName: stateMachineName, stateMachineId: "\(prefix):stateMachine:\(stateMachineName)")
    }
}
