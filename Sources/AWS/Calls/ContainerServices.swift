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

    /// Pages of `clusterArns`.
    public func clusters() -> Pages { pages("ListClusters", [:]) }

    /// - Parameter input: at most 100 `clusters`; `include` may ask for `TAGS`.
    public func describeClusters(_ input: JSON) async throws -> JSON {
        try await client.call(.ecs, "DescribeClusters", input)
    }

    /// Pages of `taskDefinitionArns`.
    public func taskDefinitions(_ filter: JSON) -> Pages { pages("ListTaskDefinitions", filter) }

    /// Tasks that run go on.
    public func deregisterTaskDefinition(_ arn: String) async throws {
        _ = try await client.call(.ecs, "DeregisterTaskDefinition", ["taskDefinition": .string(arn)])
    }

    private func pages(_ operation: String, _ input: JSON) -> Pages {
        Pages(token: "nextToken", input: input) { [client] in try await client.call(.ecs, operation, $0) }
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

    /// `BatchDeleteImage` and `DescribeImages` take so many images.
    public static let mostImagesACall = 100

    /// The images of a repository that have this tag or digest; empty where there is none.
    public func describeImage(repository: String, _ id: JSON) async throws -> JSON? {
        do {
            return try await client.call(
                .ecr, "DescribeImages", ["repositoryName": .string(repository), "imageIds": [id]])["imageDetails"]?[0]
        } catch let error as AWSError where error.code == "ImageNotFoundException" {
            return nil
        }
    }

    /// The repository, or `nil` where there is none.
    public func repository(_ name: String) async throws -> JSON? {
        do {
            return try await client.call(.ecr, "DescribeRepositories", ["repositoryNames": [.string(name)]])[
                "repositories"]?[0]
        } catch let error as AWSError where error.code == "RepositoryNotFoundException" {
            return nil
        }
    }

    /// Pages of `imageIds`.
    public func images(repository: String) -> Pages {
        Pages(token: "nextToken", input: ["repositoryName": .string(repository)]) { [client] in
            try await client.call(.ecr, "ListImages", $0)
        }
    }

    /// - Parameter ids: any number, as `images` gives them.
    /// - Returns: `failures`, one an image that is still there.
    public func deleteImages(repository: String, _ ids: [JSON]) async throws -> [JSON] {
        var failures: [JSON] = []
        for start in stride(from: 0, to: ids.count, by: Self.mostImagesACall) {
            let some = ids[start..<min(start + Self.mostImagesACall, ids.count)]
            let answer = try await client.call(
                .ecr, "BatchDeleteImage", ["repositoryName": .string(repository), "imageIds": .array(Array(some))])
            failures += answer["failures"]?.array ?? []
        }
        return failures
    }

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

    /// The configuration that an image was built with, such as its `os` and `architecture`.
    ///
    /// - Returns: `nil` for an image that is not there, or that is no plain image.
    public func imageConfiguration(repository: String, digest: String) async throws -> JSON? {
        let image = try await client.call(
            .ecr, "BatchGetImage",
            ["repositoryName": .string(repository), "imageIds": [["imageDigest": .string(digest)]]])["images"]?[0]
        guard let text = image?["imageManifest"]?.string, let manifest = try? JSON(parsing: Data(text.utf8)),
            let layer = manifest["config"]?["digest"]?.string
        else { return nil }
        let answer = try await client.call(
            .ecr, "GetDownloadUrlForLayer", ["repositoryName": .string(repository), "layerDigest": .string(layer)])
        guard let address = answer["downloadUrl"]?.string, let url = URLComponents(string: address),
            let scheme = url.scheme, let host = url.host, (1...65_535).contains(url.port ?? 443)
        else { return nil }
        // The address is signed already, and good for everybody who has it.
        let response = try await client.sender.send(
            HTTPRequest(
                scheme: scheme, authority: host + (url.port.map { ":\($0)" } ?? ""), path: url.percentEncodedPath,
                query: url.percentEncodedQuery ?? ""))
        return response.succeeded ? try? JSON(parsing: response.body) : nil
    }
}
