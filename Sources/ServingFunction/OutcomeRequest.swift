internal import Foundation
internal import JSON
internal import ResultStore

/// The body of `POST /outcome`: `{"id": …, "unit": …, "metric": …, "value": …}`, or `{"outcomes": [ … ]}` of these.
struct OutcomeRequest {
    let outcomes: [UnitOutcome]
    private let isBatch: Bool

    /// Outcomes that one request may have.
    static let most = 1_000

    private static let shape = #"{"id": "…", "unit": "u1", "metric": "conversion", "value": 1}"#

    /// - Parameters:
    ///   - key: the header `Idempotency-Key`, for an outcome without an id.
    ///   - test: the one that runs, for outcomes that name none.
    ///   - seconds: now, since 1970, for outcomes that say no moment.
    init(_ body: Data, key: String?, test: String?, at seconds: Double) throws(FunctionAnswer) {
        let document = try RequestBody.object(body, shape: Self.shape)
        guard let list = document["outcomes"] else {
            outcomes = [try Self.outcome(document, "", key, test, seconds)]
            isBatch = false
            return
        }
        guard let elements = list.array, !elements.isEmpty else {
            throw .wrong(
                "outcomes", "must be an array of at least one outcome", received: list.text(),
                fix: "send {\"outcomes\": [\(Self.shape)]}")
        }
        guard elements.count <= Self.most else {
            throw FunctionAnswer(
                413, "outcomes", "there are too many", received: "\(elements.count)",
                fix: "send at most \(Self.most) a request")
        }
        guard key == nil else {
            throw .wrong(
                "Idempotency-Key", "one key can't stand for several outcomes", received: "\(elements.count) outcomes",
                fix: "give each outcome an `id`, and leave the header out")
        }
        var outcomes: [UnitOutcome] = []
        for (index, element) in elements.enumerated() {
            outcomes.append(try Self.outcome(element, "outcomes[\(index)].", nil, test, seconds))
        }
        self.outcomes = outcomes
        isBatch = true
    }

    /// Whether an outcome is a duplicate is known when it is imported: here all are stored.
    var receipts: JSON {
        let list = outcomes.map { outcome -> JSON in
            ["id": .string(outcome.idempotencyKey), "receipt": "stored"]
        }
        return isBatch ? ["receipts": .array(list)] : list[0]
    }

    private static func outcome(
        _ json: JSON, _ place: String, _ key: String?, _ test: String?, _ seconds: Double
    ) throws(FunctionAnswer) -> UnitOutcome {
        func name(_ member: String, or other: String? = nil, fix: String) throws(FunctionAnswer) -> String {
            guard let name = try RequestBody.name(json, member, place) ?? other else {
                throw .wrong(place + member, "must be a text", received: "nothing", fix: fix)
            }
            return name
        }
        func number(_ member: String, or other: Double? = nil) throws(FunctionAnswer) -> Double {
            let value = json[member] ?? .null
            if value.isNull, let other { return other }
            guard let number = value.double, number.isFinite else {
                throw .wrong(
                    place + member, "must be a finite number", received: value.isNull ? "nothing" : value.text(),
                    fix: "send \(shape)")
            }
            return number
        }
        if let key { try RequestBody.check(key, "Idempotency-Key") }
        let named = try name(
            "test", or: test,
            fix: "no A/B test runs now: name the test that /predict named when it answered for the unit")
        guard isTestName(named) else {
            throw .wrong(
                place + "test", "is no A/B test's id", received: named,
                fix: "send the `test` that /predict answered with, or leave it out")
        }
        return UnitOutcome(
            idempotencyKey: try name(
                "id", or: key,
                fix:
                    "give each outcome a key of your own, here or in the header Idempotency-Key: sent again, it counts once"
            ),
            test: named, unit: try name("unit", fix: "send \(shape)"), metric: try name("metric", fix: "send \(shape)"),
            value: try number("value"), at: try number("at", or: seconds))
    }

    /// It becomes a part of an object's key.
    private static func isTestName(_ name: String) -> Bool {
        !name.hasPrefix(".")
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
