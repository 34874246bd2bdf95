public import JSON

/// The operations of Step Functions that a sweep needs. Inputs and outputs are the API's own documents.
public struct StepFunctions: Sendable {
    private let client: AWSClient

    public init(client: AWSClient) { self.client = client }

    /// Idempotent for the same name, definition and settings.
    public func createStateMachine(_ input: JSON) async throws -> JSON { try await call("CreateStateMachine", input) }

    public func updateStateMachine(_ input: JSON) async throws -> JSON { try await call("UpdateStateMachine", input) }

    public func describeStateMachine(arn: String) async throws -> JSON {
        try await call("DescribeStateMachine", ["stateMachineArn": .string(arn)])
    }

    public func deleteStateMachine(arn: String) async throws {
        _ = try await call("DeleteStateMachine", ["stateMachineArn": .string(arn)])
    }

    /// Under a name, and with the same input, idempotent while the execution runs; `ExecutionAlreadyExists` for 90 days after.
    ///
    /// - Parameter input: the execution's input; at most 262,144 bytes as text.
    public func startExecution(stateMachine arn: String, name: String, input: JSON) async throws -> JSON {
        try await call(
            "StartExecution",
            ["stateMachineArn": .string(arn), "name": .string(name), "input": .string(input.text())])
    }

    public func describeExecution(arn: String) async throws -> JSON {
        try await call("DescribeExecution", ["executionArn": .string(arn)])
    }

    public func stopExecution(arn: String, error: String, cause: String) async throws -> JSON {
        try await call(
            "StopExecution", ["executionArn": .string(arn), "error": .string(error), "cause": .string(cause)])
    }

    /// Within 14 days of the end; the client token makes a repeated call the same redrive.
    public func redriveExecution(arn: String, clientToken: String) async throws -> JSON {
        try await call("RedriveExecution", ["executionArn": .string(arn), "clientToken": .string(clientToken)])
    }

    /// Pages of `events`.
    public func executionHistory(arn: String, reverseOrder: Bool = false) -> Pages {
        pages(
            "GetExecutionHistory",
            ["executionArn": .string(arn), "reverseOrder": .bool(reverseOrder), "maxResults": 1000])
    }

    /// Pages of `stateMachines`: all of the account and region.
    public func stateMachines() -> Pages { pages("ListStateMachines", [:]) }

    /// Pages of `executions`.
    public func executions(_ filter: JSON) -> Pages { pages("ListExecutions", filter) }

    private func call(_ operation: String, _ input: JSON) async throws -> JSON {
        try await client.call(.stepFunctions, operation, input)
    }

    private func pages(_ operation: String, _ input: JSON) -> Pages {
        Pages(token: "nextToken", input: input) { [client] in try await client.call(.stepFunctions, operation, $0) }
    }
}
