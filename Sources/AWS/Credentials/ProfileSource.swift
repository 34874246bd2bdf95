internal import Foundation

/// A profile of the shared files: a role through another profile or place, a web identity, a sign-on, keys or a process.
struct ProfileSource {
    let chain: CredentialsChain

    /// Roles may stand on roles; a longer row is a mistake.
    static let longestRow = 8

    func answer(_ name: String) async throws -> SourceAnswer {
        guard let profile = chain.config.profile(name) else {
            let problem = "it is neither in \(chain.config.configPath) nor in \(chain.config.credentialsPath)"
            guard chain.surroundings.variable("AWS_PROFILE") != nil else { return .absent(problem) }
            throw SourceProblem(
                problem, fix: "set AWS_PROFILE to a profile that is there, or run `aws configure --profile \(name)`")
        }
        guard let credentials = try await credentials(of: profile, below: []) else {
            return .absent("it has no keys, role, sign-on or process")
        }
        return .found(credentials)
    }

    /// `nil` where the profile says nothing of credentials.
    ///
    /// - Parameter row: the profiles whose roles stand on this one.
    private func credentials(of profile: Profile, below row: [String]) async throws -> Credentials? {
        if let role = profile["role_arn"], profile["web_identity_token_file"] == nil {
            // A profile may name itself as its source: its own keys are meant.
            if row.last == profile.name { return try keys(of: profile) }
            return try await assume(role, profile, row)
        }
        if let role = profile["role_arn"], let file = profile["web_identity_token_file"] {
            return try await WebIdentitySource(chain: chain)
                .credentials(role: role, tokenFile: file, sessionName: profile["role_session_name"], profile["region"])
        }
        if profile["sso_account_id"] != nil || profile["sso_role_name"] != nil {
            return try await SSOSource(chain: chain).credentials(of: profile)
        }
        if let keys = try keys(of: profile) { return keys }
        guard let command = profile["credential_process"] else { return nil }
        return try await ProcessSource(command: command, profile: profile.name).credentials()
    }

    private func keys(of profile: Profile) throws -> Credentials? {
        switch (profile["aws_access_key_id"], profile["aws_secret_access_key"]) {
        case (nil, nil): return nil
        case (let key?, let secret?):
            return try Credentials(
                checking: key, secret, profile["aws_session_token"], source: "profile \(profile.name)")
        default:
            throw SourceProblem(
                "profile \(profile.name) has one of aws_access_key_id and aws_secret_access_key without the other",
                fix: "run `aws configure --profile \(profile.name)`")
        }
    }

    private func assume(_ role: String, _ profile: Profile, _ row: [String]) async throws -> Credentials {
        guard profile["mfa_serial"] == nil else {
            throw SourceProblem(
                "the role of profile \(profile.name) asks for a code (mfa_serial), which can't be typed in here",
                fix: "get a session with `aws sts get-session-token`, or use `aws sso login`")
        }
        let row = row + [profile.name]
        guard row.count <= Self.longestRow else {
            throw SourceProblem(
                "more than \(Self.longestRow) roles stand on each other", fix: "use a profile nearer to its keys")
        }
        let base = try await base(of: profile, row)
        return try await AssumedRole(chain: chain, role: role, profile: profile).credentials(with: base)
    }

    private func base(of profile: Profile, _ row: [String]) async throws -> Credentials {
        switch (profile["source_profile"], profile["credential_source"]) {
        case (let name?, nil):
            guard !row.contains(name) || name == profile.name else {
                throw SourceProblem(
                    "source_profile goes in a circle: \((row + [name]).joined(separator: " → "))",
                    fix: "let one of them name keys")
            }
            guard let source = chain.config.profile(name) else {
                throw SourceProblem(
                    "profile \(profile.name) names the source_profile \(name), which isn't there",
                    fix: "correct the name in \(chain.config.configPath)")
            }
            guard let credentials = try await credentials(of: source, below: row) else {
                throw SourceProblem(
                    "the source_profile \(name) has no credentials", fix: "run `aws configure --profile \(name)`")
            }
            return credentials
        case (nil, let place?): return try await credentials(in: place, profile)
        case (nil, nil), (_?, _?):
            throw SourceProblem(
                "profile \(profile.name) has a role_arn and needs one of source_profile and credential_source",
                fix: "name one of them in \(chain.config.configPath)")
        }
    }

    private func credentials(in place: String, _ profile: Profile) async throws -> Credentials {
        let answer: SourceAnswer
        switch place {
        case "Environment": answer = try EnvironmentSource(surroundings: chain.surroundings).answer()
        case "EcsContainer":
            answer = try await ContainerSource(surroundings: chain.surroundings, roots: chain.sender.roots)
                .answer()
        case "Ec2InstanceMetadata": answer = try await InstanceSource(surroundings: chain.surroundings).answer()
        default:
            throw SourceProblem(
                "credential_source of profile \(profile.name) must be Environment, EcsContainer or Ec2InstanceMetadata",
                fix: "correct it in \(chain.config.configPath)")
        }
        switch answer {
        case .found(let credentials): return credentials
        case .absent(let problem):
            throw SourceProblem(
                "credential_source \(place) gives nothing: \(problem)",
                fix: "use source_profile, or run where it is there")
        }
    }
}
