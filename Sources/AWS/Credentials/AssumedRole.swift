internal import Foundation
internal import JSON

/// STS's `AssumeRole` for a profile of the shared files.
struct AssumedRole {
    let chain: CredentialsChain
    let role: String
    let profile: Profile

    func credentials(with base: Credentials) async throws -> Credentials {
        var input: [String: JSON] = ["RoleArn": .string(role), "RoleSessionName": .string(sessionName)]
        if let id = profile["external_id"] { input["ExternalId"] = .string(id) }
        if let text = profile["duration_seconds"] {
            guard let seconds = Int(text), (900...43_200).contains(seconds) else {
                throw SourceProblem(
                    "duration_seconds of profile \(profile.name) must be between 900 and 43200",
                    fix: "correct it in \(chain.config.configPath)")
            }
            input["DurationSeconds"] = .integer(seconds)
        }
        let region = try await STSRegion.find(chain, profile["region"])
        let client = chain.client(region: region, credentials: .fixed(base))
        return try await SourceProblem.wrapping("the role \(role) of profile \(profile.name) can't be taken") {
            let answer = try await client.call(.sts, "AssumeRole", .object(input))
            return try Credentials(ofSTS: answer, source: "role of profile \(profile.name)")
        }
    }

    private var sessionName: String {
        profile["role_session_name"] ?? "stepsweep-\(Int(chain.surroundings.now().timeIntervalSince1970))"
    }
}

/// Where STS is asked: in the profile's region or the one that holds for everything else, else in the oldest.
enum STSRegion {
    static func find(_ chain: CredentialsChain, _ profileRegion: String?) async throws -> String {
        let region = RegionFinder(surroundings: chain.surroundings, config: chain.config).withoutNetwork
        return profileRegion ?? region ?? "us-east-1"
    }
}

extension Credentials {
    /// The keys in an answer of STS.
    init(ofSTS answer: JSON, source: String) throws {
        let keys = answer["Credentials"]
        guard let key = keys?["AccessKeyId"]?.string, let secret = keys?["SecretAccessKey"]?.string else {
            throw SourceProblem("the answer of STS has no keys", fix: "run the same command again")
        }
        try self.init(
            checking: key, secret, keys?["SessionToken"]?.string,
            expiration: keys?["Expiration"]?.string.flatMap(HTTPDate.parseISO8601), source: source)
    }
}

extension SourceProblem {
    /// Turns the errors of `body` into a problem of the place that was asked.
    static func wrapping<Value>(_ what: String, _ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as AWSError {
            let said = error.message.isEmpty ? "" : ", \(error.message)"
            throw SourceProblem(
                "\(what): \(error.code)\(said)", fix: error.fix ?? "check the role's trust policy and name")
        } catch let failure as ConnectionFailure {
            throw SourceProblem(
                "\(what): \(failure.authority): \(failure.cause)", fix: "check the network and the region")
        } catch let error as ConfigurationError {
            throw SourceProblem("\(what): \(error.place): \(error.problem)", fix: error.fix)
        }
    }
}
