import JSON
import Testing

@testable import Decisions

@Suite("Which parameters vary") struct ParameterScanTests {
    private func scan(_ texts: [String]) throws -> ParameterScan {
        var scan = ParameterScan()
        for text in texts { try scan.add(text) }
        return scan
    }

    /// What the plain form says.
    private func expectSame(_ texts: [String], _ comment: Comment? = nil) throws {
        let expected = ParameterNames.split(try texts.map { ParameterNames.flatten(try JSON(parsing: $0)) })
        let found = try scan(texts).split
        #expect(found.varying == expected.varying, comment)
        #expect(found.constant == expected.constant, comment)
    }

    @Test(
        "The scan of texts says what their values say",
        arguments: [
            [], [#"{}"#], [#"{"a":1}"#], [#"{"a":1}"#, #"{"a":1}"#, #"{"a":2}"#],
            [#"{"a":1,"b":{"c":"x","d":[1,2]}}"#, #"{"a":1,"b":{"c":"y","d":[1,2]}}"#],
            [#"{"a":1}"#, #"{"a":1.0}"#, #"{"a":1e0}"#], [#"{"a":1,"b":2}"#, #"{"b":2}"#, #"{"a":1,"b":2,"c":3}"#],
            [#"{"a":{}}"#, #"{"a":{"b":1}}"#], [#"{"a":{}}"#, #"{"a":{}}"#],
            [#"{"a":"}{,\"\\"}"#, #"{"a":"}{,\"\\"}"#],
            [#"{"a":[{"b":1},{"c":"]"}],"d":0}"#, #"{"a":[{"b":1}],"d":0}"#],
            [#"{"a\"b":1,"c":2}"#, #"{"a\"b":2,"c":2}"#], [#"{ "a" : 1, "b": 2 }"#, #"{"a":1,"b":3}"#],
            [#"{"":1}"#, #"{"":2}"#], [#"{"":{"a":1}}"#, #"{"":{"a":1}}"#], [#"{"":{}}"#],
            [#"{"ä":"ö","日":null}"#, #"{"ä":"ö","日":false}"#], [#"5"#, #"5"#], [#"{"a":{"b":1}}"#, #"{"a.b":1}"#],
        ])
    func cases(texts: [String]) throws { try expectSame(texts) }

    @Test("It agrees on made-up spaces, too", arguments: 0..<40)
    func random(seed: UInt64) throws {
        var random = Steps(state: seed)
        let texts = (0..<30).map { _ in Self.object(&random, depth: 0).text() }
        try expectSame(texts, "\(texts)")
    }

    private static func object(_ random: inout Steps, depth: Int) -> JSON {
        var members: [String: JSON] = [:]
        for name in ["a", "b", "c\n", "d"] where Int.random(in: 0..<10, using: &random) > 0 {
            members[name] =
                switch Int.random(in: 0..<6, using: &random) {
                case 0 where depth < 3, 1 where depth < 3: object(&random, depth: depth + 1)
                case 2: .number(Double(Int.random(in: 0..<2, using: &random)))
                case 3: .array([.string("},\""), .object([:])])
                default: .integer(1)
                }
        }
        return .object(members)
    }

    private struct Steps: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        }
    }

    @Test(
        "Damaged text is an error, never a crash",
        arguments: [
            "", "{", "{\"", "{\"a", "{\"a\\", "{\"a\":", "{\"a\":1", "{\"a\":[", "{\"a\":{\"b\":1}", "{\"a\":1}}",
            "{\"a\":}",
        ])
    func damaged(text: String) throws {
        #expect(throws: JSONSyntaxError.self) { _ = try scan([#"{"a":1}"#, text]) }
    }

    @Test("Text nested without end is refused")
    func deep() throws {
        let deep = String(repeating: #"{"a":"#, count: 100_000)
        #expect(throws: JSONSyntaxError.self) { _ = try scan([deep]) }
    }
}
