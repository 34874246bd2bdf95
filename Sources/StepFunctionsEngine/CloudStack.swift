public import AWS
internal import JSON
public import SweepCompiler
internal import SweepModel

/// A deployed stack, as its outputs describe it.
public struct CloudStack: Sendable {
    public let name: String
    public let target: Target
    /// The role that state machines take, by ARN.
    let stateMachineRole: String
    /// The role that schedules take, by ARN; `nil` for a stack that was deployed before there were any.
    let schedulerRole: String?
    /// Which data outside its bucket its workers may read; `nil` where only the rights themselves tell, as in the function that
    /// starts sweeps over HTTP, which has the same.
    var dataGrant: DataGrant?
    /// Where its function answers predictions; `nil` for a stack without one.
    public private(set) var servingURL: String?

    /// - Throws: `CloudError.noStack`, `.stackNotReady`; errors of `AWS`.
    public static func read(_ name: String, _ client: AWSClient) async throws -> CloudStack {
        guard let stack = try await CloudFormation(client: client).stack(name) else {
            throw CloudError.noStack(name: name, region: client.region)
        }
        var outputs: [String: String] = [:]
        for output in stack["Outputs"]?.array ?? [] {
            if let key = output["OutputKey"]?.string { outputs[key] = output["OutputValue"]?.string }
        }
        do {
            var found = try CloudStack(name: name, outputs: outputs)
            found.dataGrant = grant(of: stack)
            found.servingURL = outputs[StackNames.servingOutput]
            return found
        } catch {
            let status = stack["StackStatus"]?.string ?? "unknown"
            throw CloudError.stackNotReady(name: name, problem: "it is \(status), and \(error)")
        }
    }

    /// Nothing for a stack whose template has no such parameters.
    private static func grant(of stack: JSON) -> DataGrant {
        let parameters = (stack["Parameters"]?.array ?? []).compactMap { parameter in
            parameter["ParameterKey"]?.string.map { ($0, parameter["ParameterValue"]?.string ?? "") }
        }
        return DataGrant(stackParameters: Dictionary(parameters) { first, _ in first }) ?? DataGrant()
    }

    /// Whether workers can read what a sweep reads in S3.
    ///
    /// - Parameters:
    ///   - region: the stack's.
    ///   - allow: the command that lets workers read it.
    /// - Throws: `CloudError.unreadableData` for the first that they can't.
    public func check(_ data: [DataObject], region: String, allow: String) throws(CloudError) {
        let reader = DataReader(stack: name, bucket: target.bucket, region: region, grant: dataGrant)
        for object in data {
            guard let problem = reader.problem(with: object, allow: allow) else { continue }
            throw .unreadableData(problem)
        }
    }

    /// The ARN of a machine of this stack's: it lies where its role does.
    func stateMachineARN(named machine: String, region: String) -> String {
        // arn:PARTITION:iam::ACCOUNT:role/NAME
        let parts = stateMachineRole.split(separator: ":", omittingEmptySubsequences: false)
        let (partition, account) = parts.count > 4 ? (parts[1], parts[4]) : ("aws", "")
        return "arn:\(partition):states:\(region):\(account):stateMachine:\(machine)"
    }

    var queues: [String] { Set(target.queues.values).sorted() }
    var logGroup: String { "/stepsweep/\(name)/worker" }
}

extension CloudStack {
    /// - Parameter outputs: by name, as CloudFormation gives them.
    public init(name: String, outputs: [String: String]) throws(MissingStackOutputs) {
        let target = try Target(stackOutputs: outputs)
        guard let role = outputs["StateMachineRole"] else { throw MissingStackOutputs(names: ["StateMachineRole"]) }
        self.init(
            name: name, target: target, stateMachineRole: role, schedulerRole: outputs[StackNames.schedulerRoleOutput])
    }
}
