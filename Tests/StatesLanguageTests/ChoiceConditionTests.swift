import JSON
import StatesLanguage
import Testing

@Suite("Choice conditions")
struct ChoiceConditionTests {
    @Test(
        "A test compares values of its own type only",
        arguments: [
            (ChoiceTest.string(.equals, .value("a")), "\"a\"", true),
            (.string(.lessThan, .value("b")), "\"a\"", true),
            (.string(.greaterThan, .value("Z")), "\"a\"", true),
            (.string(.equals, .value("1")), "1", false),
            (.string(.equals, .value("\u{E9}")), "\"e\u{301}\"", false),
            (.numeric(.equals, .value(1)), "1.0", true),
            (.numeric(.lessThanEquals, .value(9_007_199_254_740_993)), "9007199254740992", true),
            (.numeric(.greaterThanEquals, .value(9_007_199_254_740_993)), "9007199254740992", false),
            (.numeric(.equals, .value(1)), "true", false),
            (.boolean(.value(true)), "true", true),
            (.boolean(.value(true)), "\"true\"", false),
            (.stringMatches("log-*.txt"), "\"log-.txt\"", true),
            (.stringMatches("log-*.txt"), "\"log-1.txt.gz\"", false),
            (.stringMatches("a\\*b*"), "\"a*bc\"", true),
            (.stringMatches("a\\*b*"), "\"axb\"", false),
            (.stringMatches("*a*b*"), "\"xaxxb\"", true),
            (.stringMatches(""), "\"\"", true),
            (.stringMatches("*"), "1", false),
            (.kind(.null, true), "null", true),
            (.kind(.numeric, true), "1.5", true),
            (.kind(.boolean, true), "0", false),
            (.kind(.string, false), "[]", true),
            (.kind(.timestamp, true), "\"2026-11-24T10:57:00+01:00\"", true),
            (.kind(.timestamp, true), "\"2026-11-24\"", false),
        ])
    func tests(_ test: ChoiceTest, _ value: String, _ expected: Bool) throws {
        let data: JSON = ["v": try JSON(parsing: value)]
        #expect(try ChoiceCondition.test("$.v", test).holds(in: scope(data)) == expected)
    }

    @Test("Timestamps compare by the moment, whatever their offset")
    func timestamps() throws {
        let noon = try #require(Timestamp("2026-11-24T12:00:00Z"))
        let condition = ChoiceCondition.test("$", .timestamp(.equals, .value(noon)))
        #expect(try condition.holds(in: scope("2026-11-24T13:00:00.000+01:00")))
        let later = ChoiceCondition.test("$.a", .timestamp(.greaterThan, .path("$.b")))
        #expect(try later.holds(in: scope(["a": "2026-11-24T12:00:00.5Z", "b": "2026-11-24T12:00:00Z"])))
    }

    @Test("And, Or and Not combine, and stop where the answer is known")
    func combinations() throws {
        let missing = ChoiceCondition.test("$.missing", .boolean(.value(true)))
        let yes = ChoiceCondition.test("$.v", .kind(.present, true))
        #expect(try ChoiceCondition.or([yes, missing]).holds(in: scope(["v": 1])))
        #expect(try !ChoiceCondition.and([.not(yes), missing]).holds(in: scope(["v": 1])))
    }

    @Test("Only IsPresent may ask for what is not there")
    func absence() throws {
        #expect(try ChoiceCondition.test("$.missing", .kind(.present, false)).holds(in: scope([:])))
        let failure = #expect(throws: EvaluationFailure.self) {
            try ChoiceCondition.test("$.missing", .kind(.null, true)).holds(in: scope([:]))
        }
        #expect(
            failure?.cause == "Invalid path '$.missing': The choice state's condition path references an invalid value."
        )
    }

    @Test(
        "A timestamp has date, capital T, time and zone",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2024-02-29T23:59:59Z", 1_709_251_199), ("1969-12-31T23:59:59Z", -1),
            ("2016-03-14T01:59:00+02:30", 1_457_911_740), ("0000-03-01T00:00:00Z", -62_162_035_200),
            ("2026-01-01T00:00:00.123456789Z", 1_767_225_600),
        ])
    func moments(_ text: String, _ seconds: Int) {
        #expect(Timestamp(text)?.seconds == seconds)
    }

    @Test(
        "Anything else is no timestamp",
        arguments: [
            "", "2026-11-24", "2026-11-24 10:57:00Z", "2026-11-24T10:57:00", "2026-11-24t10:57:00Z",
            "2026-11-24T10:57:00z",
            "2026-13-24T10:57:00Z", "2026-02-29T10:57:00Z", "2026-11-24T24:00:00Z", "2026-11-24T10:60:00Z",
            "2026-11-24T10:57:60Z",
            "2026-11-24T10:57Z", "2026-11-24T10:57:00.Z", "2026-11-24T10:57:00.1234567890Z", "2026-11-24T10:57:00+1:00",
            "2026-11-24T10:57:00ZZ",
        ])
    func notMoments(_ text: String) {
        #expect(Timestamp(text) == nil)
    }
}
