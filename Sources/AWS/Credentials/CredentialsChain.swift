internal import Foundation

/// Looks for credentials where AWS's tools look, in their order: environment, the profile (role, sign-on,
/// keys, process), web identity, container, instance.
///
/// Source: "Standardized credential providers", AWS SDKs and Tools reference guide.
public struct CredentialsChain: Sendable {
    let surroundings: Surroundings
    let config: SharedConfig
    let sender: HTTPSender

    public init(surroundings: Surroundings, config: SharedConfig, sender: HTTPSender) {
        self.surroundings = surroundings
        self.config = config
        self.sender = sender
    }

    /// The first credentials in the chain.
    ///
    /// - Throws: `CredentialsError` with everything that was tried.
    @Sendable public func load() async throws -> Credentials {
        let profile = ProfileSource(chain: self)
        let name = config.profileName(surroundings)
        let places: [(place: String, ask: @Sendable () async throws -> SourceAnswer)] = [
            ("environment", { try EnvironmentSource(surroundings: surroundings).answer() }),
            ("profile \(name)", { try await profile.answer(name) }),
            ("web identity", { try await WebIdentitySource(chain: self).fromEnvironment() }),
            ("container", { try await ContainerSource(surroundings: surroundings, roots: sender.roots).answer() }),
            ("EC2 instance", { try await InstanceSource(surroundings: surroundings).answer() }),
        ]
        var attempts: [CredentialsError.Attempt] = []
        for (place, ask) in places {
            do {
                switch try await ask() {
                case .found(let credentials): return credentials
                case .absent(let problem): attempts.append(.init(place: place, problem: problem))
                }
            } catch let problem as SourceProblem {
                attempts.append(.init(place: place, problem: problem.problem))
                throw CredentialsError(attempts: attempts, fix: problem.fix)
            }
        }
        throw CredentialsError(
            attempts: attempts,
            fix:
                "run `aws configure` or `aws sso login`, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    }

    /// A client for the calls that give credentials, in `region`.
    func client(region: String, credentials: CredentialsSource) -> AWSClient {
        AWSClient(
            region: region, credentials: credentials,
            endpoints: EndpointResolver(surroundings: surroundings, config: config), sender: sender,
            surroundings: surroundings)
    }
}
