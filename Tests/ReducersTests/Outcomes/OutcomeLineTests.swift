import Foundation
import JSON
import Reducers
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("Reading outcome lines") struct OutcomeLineTests {
    @Test("A line is read as Foundation's decoder reads it")
    func agreesWithCodable() throws {
        let outcomes: [TrialOutcome] = [
            .complete("aa"), .sample("bb", failure: .outOfMemory), .sample("cc", dataDigest: nil),
        ]
        let sweep = try Sweep()
        try sweep.add(outcomes)
        #expect(try sweep.reduce().unreadable.isEmpty)
        for outcome in outcomes {
            let decoded = try JSONDecoder().decode(TrialOutcome.self, from: JSONEncoder().encode(outcome))
            #expect(try sweep.results().trial(outcome.trial, of: outcome.sweep) == decoded)
        }
    }

    /// A member's path, what it is replaced by (`nil` removes it), and what is said about that.
    static let mistakes: [(path: [String], value: JSON?, problem: String)] = [
        (["trial"], nil, "`trial` is missing"),
        (["trial"], 3, "`trial` must be a text, received 3"),
        (["index"], "x", "`index` must be a whole number, received \"x\""),
        (["index"], 1.5, "`index` must be a whole number, received 1.5"),
        (["status"], "lost", "`status` must be a known word, received \"lost\""),
        (["status"], "failed", "`failure` must be there exactly when `status` is `failed`"),
        (
            ["failure"], ["reason": "bad luck", "message": ""],
            "`failure.reason` must be a known word, received \"bad luck\""
        ),
        (["failure"], ["reason": "timeout"], "`failure.message` is missing"),
        (["metrics"], ["a": "x"], "`metrics` must be an object of finite numbers, received {\"a\":\"x\"}"),
        (["metrics"], ["a": nil], "`metrics` must be an object of finite numbers, received {\"a\":null}"),
        (["foldMetrics"], [1], "`foldMetrics` must be a list of objects of finite numbers, received [1]"),
        (["curve"], ["step": 1], "`curve` must be an object of lists of numbers, received {\"step\":1}"),
        (["validationLosses"], "AAA=", "`validationLosses` must be 32-bit floats in base64"),
        (["validationLosses"], "?", "`validationLosses` must be 32-bit floats in base64"),
        (["validationErrors"], "AQE=", "`validationErrors` must be a bit for each row of `validationLosses` in base64"),
        (["validationErrors"], "?", "`validationErrors` must be a bit for each row of `validationLosses` in base64"),
        (["cost"], nil, "`cost` must be a JSON object"),
        (["cost", "seconds"], nil, "`cost.seconds` is missing"),
        (["provenance", "lane"], "rail", "`provenance.lane` must be a known word, received \"rail\""),
        (["sweep"], "other-1", "an outcome of the sweep `other-1`, not of `digits-0123abcd`"),
        (["pack"], "p9999", "an outcome of the pack `p9999`, not of `p0000`"),
    ]

    @Test("A line with a mistake says which member is wrong", arguments: mistakes.indices)
    func mistake(index: Int) throws {
        let mistake = Self.mistakes[index]
        let line = try JSON(encoding: TrialOutcome.complete("aa")).replacing(mistake.path[...], with: mistake.value)
        let sweep = try Sweep()
        try sweep.addLines([line.text()])
        #expect(try sweep.reduce().unreadable.map(\.problem) == [mistake.problem])
    }

    @Test("Random damage to a line never crashes the reducer", arguments: 0..<20)
    func damage(seed: UInt64) throws {
        var random = SystemRandomNumberGenerator()
        let good = try JSON(encoding: TrialOutcome.complete("aa")).bytes()
        let lines = (0..<50).map { _ in
            var bytes = good
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 32...126, using: &random)
            }
            return String(decoding: bytes.prefix(Int.random(in: 1...bytes.count, using: &random)), as: UTF8.self)
        }
        let sweep = try Sweep()
        try sweep.addLines(lines)
        let result = try sweep.reduce()
        #expect(result.succeeded + result.failed <= 50)
    }
}

extension JSON {
    /// The value with one member replaced, or removed where `value` is `nil`.
    func replacing(_ path: ArraySlice<String>, with value: JSON?) -> JSON {
        guard let name = path.first, var members = object else { return value ?? .null }
        members[name] = path.count == 1 ? value : members[name]?.replacing(path.dropFirst(), with: value)
        return .object(members)
    }
}
