internal import Foundation
public import JSON

/// The operations of ECS that a sweep needs.
public struct ECS: Sendable {
    private let client: AWSClient

    public init(client: AWSClient) { self.client = client }

    /// Pages of `taskArns`.
    public func tasks(_ filter: JSON) -> Pages {
        Pages(token: "nextToken", input: filter) { [client] in try await client.call(.ecs, "ListTasks", $0) }
    }

    /// - Parameter input: at most 100 `tasks`, and their `cluster`.
    public func describeTasks(_ input: JSON) async throws -> JSON {
        try await client.call(.ecs, "DescribeTasks", input)
    }

    public func stopTask(_ arn: String, cluster: String, reason: String) async throws {
        _ = try await client.call(
            .ecs, "StopTask", ["task": .string(arn), "cluster": .string(cluster), "reason": .string(reason)])
    }
}

/// A user and a password for a container registry, good for twelve hours. No text of this value holds the password.
public struct RegistryLogin: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    public let user: String
    public let password: String
    /// Such as `https://123456789012.dkr.ecr.eu-central-1.amazonaws.com`.
    public let endpoint: String

    public var description: String { "login to \(endpoint) as \(user)" }

    public var customMirror: Mirror { Mirror(self, children: ["login": description]) }
}

/// The operations of ECR that a sweep needs.
public struct ECR: Sendable {
    private let client: AWSClient

    public init(client: AWSClient) { self.client = client }

    /// - Throws: `AWSError` with the code `UnreadableAnswer` for an answer without a token.
    public func authorizationToken() async throws -> RegistryLogin {
        let answer = try await client.call(.ecr, "GetAuthorizationToken", [:])
        let entry = answer["authorizationData"]?[0]
        guard let token = entry?["authorizationToken"]?.string, let endpoint = entry?["proxyEndpoint"]?.string,
            let text = Data(base64Encoded: token).flatMap({ String(bytes: $0, encoding: .utf8) }),
            let colon = text.firstIndex(of: ":")
        else {
            throw AWSError(
                unreadable: ServiceCall(service: .ecr, operation: "GetAuthorizationToken"), region: client.region,
                status: 200, "the answer holds no token")
        }
        return RegistryLogin(
            user: String(text[..<colon]), password: String(text[text.index(after: colon)...]), endpoint: endpoint)
    }
}
