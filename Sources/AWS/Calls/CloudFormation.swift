public import JSON

/// The operations of CloudFormation that a deployment needs. Every plain value of an answer is a text.
public struct CloudFormation: Sendable {
    private let client: AWSClient

    public init(client: AWSClient) { self.client = client }

    public func createStack(_ input: JSON) async throws -> JSON { try await call("CreateStack", input) }

    public func createChangeSet(_ input: JSON) async throws -> JSON { try await call("CreateChangeSet", input) }

    public func describeChangeSet(_ input: JSON) async throws -> JSON { try await call("DescribeChangeSet", input) }

    public func executeChangeSet(_ input: JSON) async throws { _ = try await call("ExecuteChangeSet", input) }

    public func deleteChangeSet(_ input: JSON) async throws { _ = try await call("DeleteChangeSet", input) }

    /// Goes on with a rollback that could not be finished.
    public func continueUpdateRollback(_ input: JSON) async throws {
        _ = try await call("ContinueUpdateRollback", input)
    }

    /// Pages of a change set, each with a part of its `Changes`.
    public func changeSetPages(_ input: JSON) -> Pages { pages("DescribeChangeSet", input) }

    /// Pages of `StackResourceSummaries`.
    public func stackResources(_ name: String) -> Pages {
        pages("ListStackResources", ["StackName": .string(name)])
    }

    /// The stack, or `nil` where there is none: CloudFormation calls that a `ValidationError`.
    public func stack(_ name: String) async throws -> JSON? {
        do {
            return try await call("DescribeStacks", ["StackName": .string(name)])["Stacks"]?[0]
        } catch let error as AWSError where error.code == "ValidationError" && error.message.contains("does not exist")
        {
            return nil
        }
    }

    /// Pages of `StackEvents`, the newest first.
    public func stackEvents(_ name: String) -> Pages {
        pages("DescribeStackEvents", ["StackName": .string(name)])
    }

    /// Begins the removal; an absent stack is no error.
    public func deleteStack(_ input: JSON) async throws { _ = try await call("DeleteStack", input) }

    private func pages(_ operation: String, _ input: JSON) -> Pages {
        Pages(token: "NextToken", input: input) { [client] in
            try await client.call(.cloudFormation, operation, $0)
        }
    }

    private func call(_ operation: String, _ input: JSON) async throws -> JSON {
        try await client.call(.cloudFormation, operation, input)
    }
}
