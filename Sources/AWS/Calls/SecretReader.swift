internal import JSON
internal import Synchronization

/// Reads secrets, with one client a region. No error of its holds one.
public final class SecretReader: Sendable {
    private let clients = Mutex<[String: AWSClient]>([:])

    public init() {}

    /// The text of a secret in Secrets Manager, or of a parameter in Systems Manager. Blocks; no thread of the pool may call it.
    ///
    /// - Throws: `AWSError`, with the code `UnreadableAnswer` for a secret that is no text; `ConnectionFailure` and so on.
    public func value(of arn: String, isParameter: Bool, region: String) throws -> String {
        try BlockingTask.run {
            let client = try await self.client(region)
            return try await isParameter ? Self.parameter(arn, client) : Self.secret(arn, client)
        }
    }

    private func client(_ region: String) async throws -> AWSClient {
        if let client = clients.withLock({ $0[region] }) { return client }
        let client = try await AWSClient.configured(region: region)
        clients.withLock { $0[region] = client }
        return client
    }

    private static func secret(_ arn: String, _ client: AWSClient) async throws -> String {
        let answer = try await client.call(.secretsManager, "GetSecretValue", ["SecretId": .string(arn)])
        return try text(
            answer["SecretString"], ServiceCall(service: .secretsManager, operation: "GetSecretValue"), client)
    }

    private static func parameter(_ arn: String, _ client: AWSClient) async throws -> String {
        let answer = try await client.call(.ssm, "GetParameter", ["Name": .string(arn), "WithDecryption": true])
        return try text(answer["Parameter"]?["Value"], ServiceCall(service: .ssm, operation: "GetParameter"), client)
    }

    private static func text(_ value: JSON?, _ call: ServiceCall, _ client: AWSClient) throws -> String {
        guard let text = value?.string else {
            throw AWSError(unreadable: call, region: client.region, status: 200, "the secret is no text")
        }
        return text
    }
}
