public import JSON

/// The operations of Batch that a sweep needs. Jobs are submitted by the state machine, never from here.
public struct Batch: Sendable {
    /// `DescribeJobs` takes so many ids.
    public static let mostJobsADescription = 100

    private let client: AWSClient

    public init(client: AWSClient) { self.client = client }

    /// - Parameter ids: any number; they are asked for in hundreds.
    /// - Returns: the jobs that Batch still knows: it forgets a job some days after its end.
    public func describeJobs(_ ids: [String]) async throws -> [JSON] {
        var jobs: [JSON] = []
        for start in stride(from: 0, to: ids.count, by: Self.mostJobsADescription) {
            let some = ids[start..<min(start + Self.mostJobsADescription, ids.count)]
            let answer = try await call("DescribeJobs", ["jobs": .array(some.map(JSON.string))])
            jobs += answer["jobs"]?.array ?? []
        }
        return jobs
    }

    /// Pages of `jobSummaryList`.
    public func jobs(_ filter: JSON) -> Pages { pages("ListJobs", filter) }

    public func terminateJob(_ id: String, reason: String) async throws {
        _ = try await call("TerminateJob", ["jobId": .string(id), "reason": .string(reason)])
    }

    /// Pages of `jobQueues`.
    public func jobQueues(_ filter: JSON = [:]) -> Pages { pages("DescribeJobQueues", filter) }

    /// Pages of `computeEnvironments`.
    public func computeEnvironments(_ filter: JSON = [:]) -> Pages { pages("DescribeComputeEnvironments", filter) }

    /// Pages of `jobDefinitions`.
    public func jobDefinitions(_ filter: JSON) -> Pages { pages("DescribeJobDefinitions", filter) }

    /// - Parameter definition: `name:revision` or an ARN. Jobs that run go on.
    public func deregisterJobDefinition(_ definition: String) async throws {
        _ = try await call("DeregisterJobDefinition", ["jobDefinition": .string(definition)])
    }

    private func call(_ operation: String, _ input: JSON) async throws -> JSON {
        try await client.call(.batch, operation, path: Self.path(operation), input)
    }

    private func pages(_ operation: String, _ input: JSON) -> Pages {
        Pages(token: "nextToken", input: input) { [client] in
            try await client.call(.batch, operation, path: Self.path(operation), $0)
        }
    }

    private static func path(_ operation: String) -> String { "/v1/" + operation.lowercased() }
}
