internal import JSON

/// Why a request isn't answered as asked: the one form of every error body.
struct RequestProblem: Error, Sendable, Equatable {
    /// Of HTTP; `docs/serving.md` lists them.
    var status: Int
    /// Where in the request: `rows[2].features.age`, or `body:1:17` as line and column.
    var place: String
    var what: String
    var received: String?
    var allowed: String?
    var fix: String
    /// Further headers of the answer.
    var headers: [String: String] = [:]

    init(
        _ status: Int, _ place: String, _ what: String, received: String? = nil, allowed: String? = nil, fix: String,
        headers: [String: String] = [:]
    ) {
        self.status = status
        self.place = place
        self.what = what
        self.received = received
        self.allowed = allowed
        self.fix = fix
        self.headers = headers
    }

    /// A value that can't be taken.
    static func wrong(_ place: String, _ what: String, received: String, fix: String) -> RequestProblem {
        RequestProblem(400, place, what, received: excerpt(received), fix: fix)
    }

    /// As much of a value as a person needs to find it: no whole payload goes back.
    static func excerpt(_ text: String) -> String { text.count > 60 ? text.prefix(60) + "…" : text }

    var answer: ServerAnswer {
        var error: [String: JSON] = ["where": .string(place), "what": .string(what), "fix": .string(fix)]
        if let received { error["received"] = .string(received) }
        if let allowed { error["allowed"] = .string(allowed) }
        return ServerAnswer(status, json: ["error": .object(error)], headers: headers)
    }
}
