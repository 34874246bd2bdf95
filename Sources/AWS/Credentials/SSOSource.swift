internal import Foundation
internal import JSON

/// IAM Identity Center: the token that `aws sso login` keeps in `~/.aws/sso/cache`, renewed by `CreateToken`, and `GetRoleCredentials`.
struct SSOSource {
    let chain: CredentialsChain

    func credentials(of profile: Profile) async throws -> Credentials {
        let session = try session(of: profile)
        guard let account = profile["sso_account_id"], let role = profile["sso_role_name"] else {
            throw SourceProblem(
                "profile \(profile.name) needs both sso_account_id and sso_role_name",
                fix: "run `aws configure sso --profile \(profile.name)`")
        }
        let token = try await token(session, profile)
        var call = ServiceCall(service: .sso, operation: "GetRoleCredentials", method: "GET")
        call.path = "/federation/credentials"
        call.query = ["role_name": role, "account_id": account]
        call.headers = [.init("x-amz-sso_bearer_token", token)]
        call.isSigned = false
        let client = chain.client(region: session.region, credentials: .none)
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

    private struct Session {
        /// Names the cached token.
        let cacheName: String
        /// The portal's.
        let region: String
        /// The older form's sign-on has no refresh token.
        let canRenew: Bool
    }

    /// From the `sso-session` section, or from the profile itself.
    private func session(of profile: Profile) throws -> Session {
        let fix = "run `aws configure sso --profile \(profile.name)`"
        if let name = profile["sso_session"] {
            guard let session = chain.config.ssoSessions[name] else {
                throw SourceProblem(
                    "profile \(profile.name) names the sso-session \(name), which isn't there", fix: fix)
            }
            guard let region = session["sso_region"] else {
                throw SourceProblem("the sso-session \(name) has no sso_region", fix: fix)
            }
            return Session(cacheName: name, region: region, canRenew: true)
        }
        guard let url = profile["sso_start_url"], let region = profile["sso_region"] else {
            throw SourceProblem("profile \(profile.name) needs sso_session, or sso_start_url and sso_region", fix: fix)
        }
        return Session(cacheName: url, region: region, canRenew: false)
    }

    /// A token with less time than this is renewed, as AWS's own tools do. Seconds.
    static let renewalSeconds = 900.0

    /// The token in the cache, renewed where it ends soon and can be.
    private func token(_ session: Session, _ profile: Profile) async throws -> String {
        let path = chain.surroundings.homeFolder + "/.aws/sso/cache/\(Hashing.sha1(session.cacheName)).json"
        let fix = "run `aws sso login --profile \(profile.name)`"
        do {
            let known = try SSOToken(path: path)
            let now = chain.surroundings.now()
            guard known.end.timeIntervalSince(now) < Self.renewalSeconds else { return known.accessToken }
            do {
                return try await renewed(known, session).accessToken
            } catch {
                if known.end > now { return known.accessToken }
                throw error
            }
        } catch let problem as SSOToken.Problem {
            throw SourceProblem(problem.words, fix: fix)
        } catch let problem as SourceProblem {
            throw SourceProblem(problem.problem, fix: fix)
        }
    }

    /// - Throws: `SSOToken.Problem`, `SourceProblem`.
    private func renewed(_ known: SSOToken, _ session: Session) async throws -> SSOToken {
        let now = chain.surroundings.now()
        guard session.canRenew, let question = known.question(at: now) else {
            throw SSOToken.Problem(words: "the sign-on has expired")
        }
        let client = chain.client(region: session.region, credentials: .none)
        do {
            let answer = try await client.call(.ssoOIDC, "CreateToken", path: "/token", question, isSigned: false)
            let token = try known.renewed(answer, at: now)
            token.keep()
            return token
        } catch let error as AWSError {
            // A refresh token serves once: another process may have renewed the sign-on in this moment.
            if let others = try? SSOToken(path: known.path), others.accessToken != known.accessToken, others.end > now {
                return others
            }
            // The service's text is left out: it may repeat what it was sent.
            throw SSOToken.Problem(words: "the sign-on has expired and can't be renewed (\(error.code))")
        } catch let failure as ConnectionFailure {
            throw SSOToken.Problem(
                words: "the sign-on has expired and can't be renewed (\(failure.authority): \(failure.cause))")
        }
    }
}
