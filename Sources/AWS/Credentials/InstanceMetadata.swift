internal import Foundation

/// EC2's instance metadata, version 2: each question carries a token that was asked for first.
struct InstanceMetadata {
    let surroundings: Surroundings

    /// Off AWS nothing answers at this address, so nobody waits long for it. Seconds.
    static let timeoutSeconds = 1.0
    /// The longest answer that is read, in bytes.
    static let largestAnswerBytes = 64 << 10

    private let sender = HTTPSender(
        timeouts: Timeouts(connectSeconds: timeoutSeconds, requestSeconds: timeoutSeconds))

    init(surroundings: Surroundings) { self.surroundings = surroundings }

    var isDisabled: Bool { surroundings.variable("AWS_EC2_METADATA_DISABLED")?.lowercased() == "true" }

    /// A token for the questions that follow, good for six hours.
    func token() async throws -> String {
        var request = try self.request("/latest/api/token")
        request.method = "PUT"
        request.headers = [.init("x-aws-ec2-metadata-token-ttl-seconds", "21600")]
        let response = try await sender.send(request, largestAnswerBytes: Self.largestAnswerBytes)
        let token = String(decoding: response.body, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard response.status == 200, !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw SourceProblem(
                "the instance metadata gave no token (status \(response.status))",
                fix: "raise the instance's metadata hop limit to 2 for containers")
        }
        return token
    }

    /// The answer to a question; `nil` for 404.
    func get(_ path: String, token: String) async throws -> Data? {
        var request = try self.request(path)
        request.headers = [.init("x-aws-ec2-metadata-token", token)]
        let response = try await sender.send(request, largestAnswerBytes: Self.largestAnswerBytes)
        if response.status == 404 { return nil }
        guard response.status == 200 else {
            throw SourceProblem("the instance metadata answered with status \(response.status)", fix: "try again")
        }
        return response.body
    }

    private func request(_ path: String) throws -> HTTPRequest {
        let variable = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
        let isIPv6 = surroundings.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")?.lowercased() == "ipv6"
        let address = surroundings.variable(variable) ?? (isIPv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254")
        let endpoint = try Endpoint(parsing: address, region: "us-east-1", from: variable)
        return HTTPRequest(scheme: endpoint.scheme, authority: endpoint.authority, path: endpoint.basePath + path)
    }
}
