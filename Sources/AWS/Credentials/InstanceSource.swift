internal import Foundation

/// The role of an EC2 instance.
struct InstanceSource {
    let surroundings: Surroundings

    private static let path = "/latest/meta-data/iam/security-credentials/"

    /// Silence means that this is no instance.
    func answer() async throws -> SourceAnswer {
        let metadata = InstanceMetadata(surroundings: surroundings)
        if metadata.isDisabled { return .absent("AWS_EC2_METADATA_DISABLED is true") }
        do {
            let token = try await metadata.token()
            guard let role = try await role(metadata, token) else { return .absent("the instance has no role") }
            let fix = "check the instance's role"
            guard let bytes = try await metadata.get(Self.path + role, token: token) else {
                throw SourceProblem("the instance metadata knows no keys of its role", fix: fix)
            }
            return .found(
                try CredentialsDocument(bytes: bytes, source: "EC2 instance", fix: fix)
                    .credentials(tokenName: "Token"))
        } catch let failure as ConnectionFailure {
            return .absent("no instance metadata here (\(failure.cause))")
        } catch let problem as SourceProblem where problem.problem.contains("gave no token") {
            return .absent(problem.problem)
        } catch let error as ConfigurationError {
            throw SourceProblem("\(error.place): \(error.problem)", fix: error.fix)
        }
    }

    /// The first line; it becomes part of a path, so nothing but a role's characters may be in it.
    private func role(_ metadata: InstanceMetadata, _ token: String) async throws -> String? {
        guard let bytes = try await metadata.get(Self.path, token: token) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).first.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
        if line.isEmpty { return nil }
        let allowed = Set("+=,.@_-".utf8)
        let isName = line.utf8.allSatisfy {
            PercentEncoding.isUnreserved($0) && $0 != UInt8(ascii: "~") || allowed.contains($0)
        }
        guard isName, line.count <= 128 else {
            throw SourceProblem(
                "the instance metadata names a role that is none", fix: "check what answers at its address")
        }
        return line
    }
}
