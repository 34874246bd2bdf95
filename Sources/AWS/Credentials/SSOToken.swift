internal import Foundation
internal import JSON

/// The sign-on that `aws sso login` keeps in a file of `~/.aws/sso/cache`.
struct SSOToken {
    let path: String
    let accessToken: String
    let end: Date
    /// The whole file: other tools' members stay in it.
    private let members: [String: JSON]

    /// Words, where there is no such file or it can't be read.
    struct Problem: Error { let words: String }

    /// - Throws: `Problem`.
    init(path: String) throws(Problem) {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Problem(words: "nobody is signed in (\(path) isn't there)")
        }
        try self.init(path: path, members: (try? JSON(parsing: bytes))?.object ?? [:])
    }

    private init(path: String, members: [String: JSON]) throws(Problem) {
        guard let token = members["accessToken"]?.string, !token.isEmpty,
            token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let end = members["expiresAt"]?.string.flatMap(HTTPDate.parseISO8601)
        else { throw Problem(words: "the sign-on in \(path) can't be read") }
        self.path = path
        self.members = members
        accessToken = token
        self.end = end
    }

    /// What `CreateToken` is asked with; `nil` for a sign-on that can't be renewed: one without a refresh token, or whose
    /// client's registration is over.
    func question(at now: Date) -> JSON? {
        guard let client = members["clientId"]?.string, let secret = members["clientSecret"]?.string,
            let refresh = members["refreshToken"]?.string,
            let registered = members["registrationExpiresAt"]?.string.flatMap(HTTPDate.parseISO8601), registered > now
        else { return nil }
        return [
            "clientId": .string(client), "clientSecret": .string(secret), "grantType": "refresh_token",
            "refreshToken": .string(refresh),
        ]
    }

    /// The longest time that an answer may give a token, in seconds: ten years, many times what AWS gives. No date has room for any number.
    private static let longestSeconds = 315_360_000.0

    /// The sign-on after `CreateToken`.
    ///
    /// - Throws: `Problem` for an answer without a token that lasts.
    func renewed(_ answer: JSON, at now: Date) throws(Problem) -> SSOToken {
        guard let token = answer["accessToken"], let seconds = answer["expiresIn"]?.double,
            (0...Self.longestSeconds).contains(seconds)
        else {
            throw Problem(words: "the answer of IAM Identity Center has no token")
        }
        var members = members
        members["accessToken"] = token
        members["expiresAt"] = .string(now.addingTimeInterval(seconds).formatted(.iso8601))
        if let refresh = answer["refreshToken"], refresh.string != nil { members["refreshToken"] = refresh }
        return try SSOToken(path: path, members: members)
    }

    /// Writes the file as a whole, for its owner alone. Where that can't be done, the token still serves this process.
    func keep() {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let draft = target + ".\(UUID().uuidString)"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(JSON.object(members).bytes()))
            try file.synchronize()
            guard rename(draft, target) == 0 else { throw Problem(words: "it can't be renamed") }
        } catch {
            unlink(draft)
        }
    }
}
