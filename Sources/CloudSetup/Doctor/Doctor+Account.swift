internal import AWS
internal import Foundation

extension Doctor {
    /// AWS refuses a signature whose date is more than five minutes off.
    static let mostSkewSeconds = 300.0
    static let doubtfulSkewSeconds = 60.0
    /// A deployment takes some minutes.
    static let shortLifeSeconds = 1_800.0

    var localTools: [Finding] {
        guard tools.isEmpty else {
            return [.ok("container tools", tools.map(\.kind.rawValue).joined(separator: ", "))]
        }
        return [
            .warning(
                "container tools", "no docker with a running engine, no podman, no buildah",
                fix: "install one to build and push the image; an image that is in ECR needs none")
        ]
    }

    func accountFindings() async -> [Finding] {
        do {
            let identity = try await client.callerIdentity()
            let use = try await client.credentialsInUse()
            return [
                credentials(identity, source: use?.source ?? "none", expiration: use?.expiration), clock,
                .ok("region", client.region),
            ]
        } catch is CancellationError {
            return [.problem("credentials", "the look was interrupted", fix: "run the same command again")]
        } catch {
            return [
                .failed(
                    "credentials", error,
                    otherwise: "sign in, as with `aws sso login` or `aws configure`, or name --profile")
            ]
        }
    }

    private func credentials(_ identity: CallerIdentity, source: String, expiration: Date?) -> Finding {
        let who = "\(identity.arn), account \(identity.account), from \(source)"
        if identity.arn.hasSuffix(":root") {
            return .warning(
                "credentials", who + ": the account's root user",
                fix: "use a role or user with what docs/deploying.md lists")
        }
        guard let expiration else { return .ok("credentials", who) }
        let seconds = expiration.timeIntervalSince(pace.now())
        let minutes = max(0, Int(seconds / 60))
        guard seconds < Self.shortLifeSeconds else { return .ok("credentials", who + "; good for \(minutes) minutes") }
        return .warning(
            "credentials", who + "; they end in \(minutes) minutes", fix: "sign in again before a long command")
    }

    private var clock: Finding {
        guard let difference = client.clockDifferenceSeconds else {
            return .warning("clock", "AWS's answer has no date to compare with", fix: "check that the clock is right")
        }
        let seconds = Int(abs(difference))
        let says = "this machine is \(seconds) s \(difference > 0 ? "behind" : "ahead of") AWS"
        let fix = "set the clock right, as with `timedatectl set-ntp true`"
        if abs(difference) > Self.mostSkewSeconds { return .problem("clock", says, fix: fix) }
        if abs(difference) > Self.doubtfulSkewSeconds { return .warning("clock", says, fix: fix) }
        return .ok("clock", seconds == 0 ? "as AWS's" : says)
    }
}
