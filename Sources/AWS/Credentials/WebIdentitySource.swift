internal import Foundation
internal import JSON

/// STS's `AssumeRoleWithWebIdentity` with a token in a file, as on Kubernetes. The file is read anew each time: it rotates.
struct WebIdentitySource {
    let chain: CredentialsChain

    func fromEnvironment() async throws -> SourceAnswer {
        let surroundings = chain.surroundings
        guard let file = surroundings.variable("AWS_WEB_IDENTITY_TOKEN_FILE") else {
            return .absent("AWS_WEB_IDENTITY_TOKEN_FILE is not set")
        }
        guard let role = surroundings.variable("AWS_ROLE_ARN") else {
            throw SourceProblem("AWS_WEB_IDENTITY_TOKEN_FILE is set without AWS_ROLE_ARN", fix: "set both or neither")
        }
        return .found(
            try await credentials(
                role: role, tokenFile: file, sessionName: surroundings.variable("AWS_ROLE_SESSION_NAME"), nil))
    }

    func credentials(
        role: String, tokenFile: String, sessionName: String?, _ profileRegion: String?
    ) async throws -> Credentials {
        let token = try TokenFile.read(tokenFile)
        let session = sessionName ?? "stepsweep-\(Int(chain.surroundings.now().timeIntervalSince1970))"
        let input: JSON = [
            "RoleArn": .string(role), "RoleSessionName": .string(session), "WebIdentityToken": .string(token),
        ]
        let region = try await STSRegion.find(chain, profileRegion)
        let client = chain.client(region: region, credentials: .none)
        return try await SourceProblem.wrapping("the role \(role) can't be taken") {
            let answer = try await client.call(.sts, "AssumeRoleWithWebIdentity", input, isSigned: false)
            return try Credentials(ofSTS: answer, source: "web identity")
        }
    }
}

/// A file with one token.
enum TokenFile {
    /// No token is longer, in bytes.
    static let largestBytes = 64 << 10

    static func read(_ path: String) throws -> String {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw SourceProblem("the token file \(path) can't be read", fix: "check the path and its permissions")
        }
        let text = String(decoding: bytes.prefix(largestBytes + 1), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        guard bytes.count <= largestBytes, !text.isEmpty, isPlain else {
            throw SourceProblem("the token file \(path) holds no token of one line", fix: "write the file anew")
        }
        return text
    }
}
