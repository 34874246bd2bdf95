internal import Foundation
internal import JSON

/// IAM Identity Center: the token that `aws sso login` keeps in `~/.aws/sso/cache`, and `GetRoleCredentials`.
struct SSOSource {
    let chain: CredentialsChain

    func credentials(of profile: Profile) async throws -> Credentials {
        let (cacheName, region) = try session(of: profile)
        guard let account = profile["sso_account_id"], let role = profile["sso_role_name"] else {
            throw SourceProblem(
                "profile \(profile.name) needs both sso_account_id and sso_role_name",
                fix: "run `aws configure sso --profile \(profile.name)`")
        }
        let token = try token(cacheName, profile)
        var call = ServiceCall(service: .sso, operation: "GetRoleCredentials", method: "GET")
        call.path = "/federation/credentials"
        call.query = ["role_name": role, "account_id": account]
        call.headers = [.init("x-amz-sso_bearer_token", token)]
        call.isSigned = false
        let client = chain.client(region: region, credentials: .none)
        return try await SourceProblem.wrapping("the role \(role) of account \(account) can't be had") {
            let answer = try? JSON(parsing: try await client.send(call).body)
            return try credentials(in: answer?["roleCredentials"], profile)
        }
    }

    private func credentials(in keys: JSON?, _ profile: Profile) throws -> Credentials {
        guard let key = keys?["accessKeyId"]?.string, let secret = keys?["secretAccessKey"]?.string else {
            throw SourceProblem("the answer of IAM Identity Center has no keys", fix: "run `aws sso login` again")
        }
        let expiration = keys?["expiration"]?.double.map { Date(timeIntervalSince1970: $0 / 1000) }
        return try Credentials(
            checking: key, secret, keys?["sessionToken"]?.string, expiration: expiration,
            source: "sign-on of profile \(profile.name)")
    }

    /// What names the cached token, and the portal's region: from the `sso-session` section, or from the profile itself.
    private func session(of profile: Profile) throws -> (cacheName: String, region: String) {
        let fix = "run `aws configure sso --profile \(profile.name)`"
        if let name = profile["sso_session"] {
            guard let session = chain.config.ssoSessions[name] else {
                throw SourceProblem(
                    "profile \(profile.name) names the sso-session \(name), which isn't there", fix: fix)
            }
            guard let region = session["sso_region"] else {
                throw SourceProblem("the sso-session \(name) has no sso_region", fix: fix)
            }
            return (name, region)
        }
        guard let url = profile["sso_start_url"], let region = profile["sso_region"] else {
            throw SourceProblem("profile \(profile.name) needs sso_session, or sso_start_url and sso_region", fix: fix)
        }
        return (url, region)
    }

    private func token(_ cacheName: String, _ profile: Profile) throws -> String {
        let path = chain.surroundings.homeFolder + "/.aws/sso/cache/\(Hashing.sha1(cacheName)).json"
        let fix = "run `aws sso login --profile \(profile.name)`"
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw SourceProblem("nobody is signed in (\(path) isn't there)", fix: fix)
        }
        let document = try? JSON(parsing: bytes)
        guard let token = document?["accessToken"]?.string, !token.isEmpty,
            token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let end = document?["expiresAt"]?.string.flatMap(HTTPDate.parseISO8601)
        else {
            throw SourceProblem("the sign-on in \(path) can't be read", fix: fix)
        }
        guard end > chain.surroundings.now() else { throw SourceProblem("the sign-on has expired", fix: fix) }
        return token
    }
}
