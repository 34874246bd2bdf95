internal import Foundation

/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
struct EnvironmentSource {
    let surroundings: Surroundings

    func answer() throws -> SourceAnswer {
        let key = surroundings.variable("AWS_ACCESS_KEY_ID")
        let secret = surroundings.variable("AWS_SECRET_ACCESS_KEY")
        switch (key, secret) {
        case (let key?, let secret?):
            return .found(
                try Credentials(
                    checking: key, secret, surroundings.variable("AWS_SESSION_TOKEN"), source: "environment"))
        case (nil, nil): return .absent("AWS_ACCESS_KEY_ID is not set")
        case (_?, nil):
            throw SourceProblem("AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY", fix: "set both or neither")
        case (nil, _?):
            throw SourceProblem("AWS_SECRET_ACCESS_KEY is set without AWS_ACCESS_KEY_ID", fix: "set both or neither")
        }
    }
}

extension Credentials {
    /// Credentials that may stand in a request's head: a line break or another control character could add a header of its own.
    init(
        checking accessKeyID: String, _ secretAccessKey: String, _ sessionToken: String?, expiration: Date? = nil,
        source: String
    ) throws {
        let parts = [accessKeyID, secretAccessKey, sessionToken ?? ""]
        guard parts.allSatisfy({ $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } }), !accessKeyID.isEmpty,
            !secretAccessKey.isEmpty
        else {
            throw SourceProblem(
                "a key is empty or holds a space, a line break or another character that no key has",
                fix: "copy the keys again, without spaces around them")
        }
        self.init(
            accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: sessionToken,
            expiration: expiration, source: source)
    }
}
