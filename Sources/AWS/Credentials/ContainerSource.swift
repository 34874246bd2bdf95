internal import Foundation

/// The credentials endpoint of an ECS task, an EKS pod or CloudShell.
struct ContainerSource {
    let surroundings: Surroundings
    var roots = TrustedRoots.system

    /// The longest answer that is read, in bytes.
    static let largestAnswerBytes = 64 << 10

    func answer() async throws -> SourceAnswer {
        guard let url = try url() else {
            return .absent(
                "neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set")
        }
        var request = HTTPRequest(
            scheme: url.scheme, authority: url.authority, path: url.basePath.isEmpty ? "/" : url.basePath,
            query: url.query)
        request.headers = [.init("Accept", "application/json")]
        if let token = try token() { request.headers.append(.init("Authorization", token)) }
        let fix = "check the task's or pod's role"
        let response = try await SourceProblem.wrapping("the container's endpoint gives no answer") {
            try await ask(request)
        }
        guard response.status == 200 else {
            throw SourceProblem(
                "the container's endpoint \(url.authority) answered with status \(response.status)", fix: fix)
        }
        return .found(
            try CredentialsDocument(bytes: response.body, source: "container", fix: fix)
                .credentials(tokenName: "Token"))
    }

    /// Three tries, a second apart: the agent may be slow to begin. Nothing goes through a proxy.
    private func ask(_ request: HTTPRequest) async throws -> HTTPResponse {
        let direct = HTTPSender(timeouts: Timeouts(connectSeconds: 2, requestSeconds: 5), roots: roots)
        for _ in 0..<2 {
            let response = try? await direct.send(request, largestAnswerBytes: Self.largestAnswerBytes)
            if let response, response.status < 500 { return response }
            try await surroundings.sleep(1)
        }
        return try await direct.send(request, largestAnswerBytes: Self.largestAnswerBytes)
    }

    private struct Address {
        var scheme: String
        var authority: String
        var basePath: String
        var query: String
    }

    private func url() throws -> Address? {
        if let path = surroundings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            guard path.hasPrefix("/"), let parts = URLComponents(string: "http://169.254.170.2" + path) else {
                throw SourceProblem("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is no path", fix: "let ECS set it")
            }
            return Address(
                scheme: "http", authority: "169.254.170.2", basePath: parts.percentEncodedPath,
                query: parts.percentEncodedQuery ?? "")
        }
        guard let text = surroundings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") else { return nil }
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(), let host = parts.host,
            ["http", "https"].contains(scheme), parts.user == nil
        else { throw SourceProblem("AWS_CONTAINER_CREDENTIALS_FULL_URI is no address", fix: "let the platform set it") }
        guard parts.port.map(Endpoint.ports.contains) ?? true else {
            throw SourceProblem(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI has a port beyond 65535", fix: "let the platform set it")
        }
        guard scheme == "https" || Self.isTrusted(host) else {
            throw SourceProblem(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI names \(host.prefix(80)), where keys would go over the network unencrypted",
                fix: "use https, a loopback address, or the addresses of ECS and EKS")
        }
        let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return Address(
            scheme: scheme, authority: name + (parts.port.map { ":\($0)" } ?? ""), basePath: parts.percentEncodedPath,
            query: parts.percentEncodedQuery ?? "")
    }

    /// Loopback, ECS's and EKS's addresses. Source: "Container credential provider", SDK reference guide.
    static func isTrusted(_ host: String) -> Bool {
        let name = host.trimmingCharacters(in: ["[", "]"]).lowercased()
        if ["localhost", "::1", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"].contains(name) { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private func token() throws -> String? {
        if let file = surroundings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
            return try TokenFile.read(file)
        }
        guard let token = surroundings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN") else { return nil }
        guard token.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw SourceProblem(
                "AWS_CONTAINER_AUTHORIZATION_TOKEN holds a line break or another control character",
                fix: "let the platform set it")
        }
        return token
    }
}
