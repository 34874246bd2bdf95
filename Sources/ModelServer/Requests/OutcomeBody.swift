internal import JSON
internal import ResultStore

/// The body of `POST /outcome`.
struct OutcomeBody: Sendable, Equatable {
    var outcomes: [UnitOutcome]
    /// Whether the answer is a list: the request had `outcomes`.
    var isBatch: Bool

    /// Outcomes that one request may have.
    static let most = 1_000

    private static let shape = #"{"id": "…", "unit": "u1", "metric": "conversion", "value": 1}"#

    /// What an outcome lacks, the request or the server knows.
    struct Surroundings: Sendable {
        /// The `Idempotency-Key` header.
        var key: String?
        /// The test that runs; `nil` without one.
        var test: String?
        /// Seconds since 1970.
        var now: Double
    }

    /// Reads one outcome or `{"outcomes": [ … ]}`. Other members are passed over.
    init(json bytes: [UInt8], _ surroundings: Surroundings) throws(RequestProblem) {
        let document: JSON
        do {
            document = try JSON(parsing: bytes)
        } catch {
            throw .wrong(
                "body:\(error.line):\(error.column)", error.problem, received: "\(bytes.count) bytes",
                fix: "send JSON by RFC 8259, such as \(Self.shape)")
        }
        guard document.object != nil else {
            throw .wrong("body", "must be a JSON object", received: document.text(), fix: "send \(Self.shape)")
        }
        guard let list = document["outcomes"] else {
            outcomes = [try Self.outcome(document, "", surroundings)]
            isBatch = false
            return
        }
        guard let elements = list.array, !elements.isEmpty else {
            throw .wrong(
                "outcomes", "must be an array of at least one outcome", received: list.text(),
                fix: "send {\"outcomes\": [\(Self.shape)]}")
        }
        guard elements.count <= Self.most else {
            throw RequestProblem(
                413, "outcomes", "there are too many", received: "\(elements.count)",
                allowed: "at most \(Self.most) a request", fix: "send several requests")
        }
        guard surroundings.key == nil else {
            throw .wrong(
                "Idempotency-Key", "one key can't stand for several outcomes", received: "\(elements.count) outcomes",
                fix: "give each outcome an `id`, and leave the header out")
        }
        var outcomes: [UnitOutcome] = []
        for (index, element) in elements.enumerated() {
            outcomes.append(try Self.outcome(element, "outcomes[\(index)].", surroundings))
        }
        self.outcomes = outcomes
        isBatch = true
    }

    private static func outcome(
        _ json: JSON, _ place: String, _ surroundings: Surroundings
    ) throws(RequestProblem) -> UnitOutcome {
        func name(_ key: String, or other: String? = nil, fix: String) throws(RequestProblem) -> String {
            if json[key] == nil || json[key] == .null, let other { return other }
            guard let name = json[key]?.string else {
                throw .wrong(place + key, "must be a text", received: json[key]?.text() ?? "nothing", fix: fix)
            }
            try Name.check(name, place + key)
            return name
        }
        func number(_ key: String, or other: Double? = nil) throws(RequestProblem) -> Double {
            if json[key] == nil || json[key] == .null, let other { return other }
            guard let number = json[key]?.double, number.isFinite else {
                throw .wrong(
                    place + key, "must be a finite number", received: json[key]?.text() ?? "nothing",
                    fix: "send \(shape)")
            }
            return number
        }
        if let key = surroundings.key {
            try Name.check(key, "Idempotency-Key")
            if let id = json["id"]?.string, id != key {
                throw .wrong(
                    place + "id", "differs from the header Idempotency-Key", received: id, fix: "send one of them")
            }
        }
        return UnitOutcome(
            idempotencyKey: try name(
                "id", or: surroundings.key,
                fix:
                    "give each outcome a key of your own, here or in the header Idempotency-Key: sent again, it counts once"
            ),
            test: try name(
                "test", or: surroundings.test,
                fix: "no A/B test runs now: name the test that /predict named when it answered for the unit"),
            unit: try name("unit", fix: "send \(shape)"), metric: try name("metric", fix: "send \(shape)"),
            value: try number("value"), at: try number("at", or: surroundings.now))
    }
}
