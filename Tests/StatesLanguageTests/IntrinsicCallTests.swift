import JSON
import StatesLanguage
import Testing

@Suite("Intrinsic functions")
struct IntrinsicCallTests {
    private static let input: JSON = [
        "a": [1, 2, 3, 4], "text": "x{}y", "object": ["k": 1], "name": "pack", "n": 2, "null": nil,
    ]

    @Test(
        "A call gives the documented value",
        arguments: [
            ("States.Format('{}-{}', $.name, $.n)", "\"pack-2\""),
            ("States.Format('no placeholders')", "\"no placeholders\""),
            ("States.Format('\\{\\}{}', 1.5)", "\"{}1.5\""),
            ("States.Format('it\\'s {} \\\\ {}', true, null)", "\"it's true \\\\ null\""),
            ("States.Format($.text, $.object)", "\"x{\\\"k\\\":1}y\""),
            ("States.StringToJson('{\"a\":[1]}')", "{\"a\":[1]}"),
            ("States.JsonToString($.object)", "\"{\\\"k\\\":1}\""),
            ("States.Array(1, 'b', $.n, null)", "[1,\"b\",2,null]"),
            ("States.Array()", "[]"),
            ("States.ArrayPartition($.a, 3)", "[[1,2,3],[4]]"),
            ("States.ArrayPartition($.a, 9223372036854775807)", "[[1,2,3,4]]"),
            ("States.ArrayContains($.a, 3)", "true"),
            ("States.ArrayRange(1, 9, 4)", "[1,5,9]"),
            ("States.ArrayRange(3, 1, -1)", "[3,2,1]"),
            (
                "States.ArrayRange(9223372036854775806, 9223372036854775807, 1)",
                "[9223372036854775806,9223372036854775807]"
            ),
            ("States.ArrayGetItem($.a, 0)", "1"),
            ("States.ArrayLength($.a)", "4"),
            ("States.ArrayUnique(States.Array(1, 1, '1'))", "[1,\"1\"]"),
            ("States.Base64Encode('Data to encode')", "\"RGF0YSB0byBlbmNvZGU=\""),
            ("States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", "\"Data to encode\""),
            ("States.Hash('input data', 'SHA-1')", "\"aaff4a450a104cd177d28d18d74485e8cae074b7\""),
            ("States.JsonMerge($.object, States.StringToJson('{\"k\":2,\"l\":3}'), false)", "{\"k\":2,\"l\":3}"),
            ("States.MathAdd(111, -2.5)", "109"),
            ("States.MathRandom(5, 6)", "5"),
            ("States.StringSplit('1,2|3', ',|')", "[\"1\",\"2\",\"3\"]"),
            ("States.UUID()", "\"00000000-0000-4000-8000-000000000000\""),
            ("States.ArrayGetItem($.a[?(@ > 2 && @ < 9)], 1)", "4"),
            ("  States.MathAdd( 1 , States.ArrayLength( $.a ) )  ", "5"),
        ])
    func values(_ call: String, _ expected: String) throws {
        #expect(try IntrinsicCall(call).evaluate(in: scope(Self.input)).text() == expected)
    }

    @Test("A seed makes States.MathRandom repeatable")
    func seeded() throws {
        let call = try IntrinsicCall("States.MathRandom(1, 1000000, 7)")
        #expect(try call.evaluate(in: scope([:])) == call.evaluate(in: scope([:])))
    }

    @Test(
        "A refused argument is States.IntrinsicFailure, or States.Runtime where its path finds nothing; nothing traps",
        arguments: [
            ("States.Format('{}')", "States.IntrinsicFailure"),
            ("States.Format('{}', 1, 2)", "States.IntrinsicFailure"),
            ("States.Format(7)", "States.IntrinsicFailure"),
            ("States.StringToJson('{')", "States.IntrinsicFailure"),
            ("States.StringToJson(1)", "States.IntrinsicFailure"),
            ("States.ArrayPartition($.a, 0)", "States.IntrinsicFailure"),
            ("States.ArrayPartition($.n, 1)", "States.IntrinsicFailure"),
            ("States.ArrayRange(1, 2, 0)", "States.IntrinsicFailure"),
            ("States.ArrayRange(1, 1001, 1)", "States.IntrinsicFailure"),
            ("States.ArrayRange(-9223372036854775808, 9223372036854775807, 1)", "States.IntrinsicFailure"),
            ("States.ArrayRange('a', 2, 1)", "States.IntrinsicFailure"),
            ("States.ArrayGetItem($.a, 4)", "States.IntrinsicFailure"),
            ("States.ArrayGetItem($.a, -1)", "States.IntrinsicFailure"),
            ("States.ArrayLength('a')", "States.IntrinsicFailure"),
            ("States.Base64Decode('$%&')", "States.IntrinsicFailure"),
            ("States.Hash('a', 'CRC')", "States.IntrinsicFailure"),
            ("States.JsonMerge($.object, $.object, true)", "States.IntrinsicFailure"),
            ("States.JsonMerge($.a, $.object, false)", "States.IntrinsicFailure"),
            ("States.MathAdd(9223372036854775807, 1)", "States.IntrinsicFailure"),
            ("States.MathAdd(1e300, 1)", "States.IntrinsicFailure"),
            ("States.MathRandom(2, 1)", "States.IntrinsicFailure"),
            ("States.StringSplit(1, ',')", "States.IntrinsicFailure"),
            ("States.ArrayLength($.missing)", "States.Runtime"),
            ("States.Format('{}', $$.Task.Token)", "States.Runtime"),
        ])
    func failures(_ call: String, _ error: String) throws {
        let call = try IntrinsicCall(call)
        let failure = #expect(throws: EvaluationFailure.self) { try call.evaluate(in: scope(Self.input)) }
        #expect(failure?.error == error)
        #expect(failure?.cause.hasPrefix("The function '") == true)
    }

    @Test(
        "A malformed call is refused and never traps",
        arguments: [
            "", "States", "States.", "States.Format", "States.Format(", "States.Format()", "States.Format('a'",
            "States.Format('a',)",
            "States.Format('a)", "States.Format(\"a\")", "States.Format('\\x')", "States.Format('\\\"')",
            "States.Format('a' 'b')",
            "States.Unknown()", "States.format('a')", "Format('a')", "States.UUID(1)", "States.MathAdd(1)",
            "States.MathAdd(1,2,3)",
            "States.MathAdd(,)", "States.MathAdd(1,2) x", "States.Array({})", "States.Array([1])", "States.Array(tru)",
            "States.Array($)x",
            "States.Array($.)", "States.Array($[)", "States.Array('\\", "States.Array(1e999)",
            "States.ArrayLength(States.Nope())",
            String(repeating: "States.Array(", count: 11) + String(repeating: ")", count: 11),
            String(repeating: "States.Array(", count: 100_000),
        ])
    func malformed(_ call: String) {
        #expect(throws: InvalidExpression.self) { try IntrinsicCall(call) }
    }

    @Test("Ten calls deep is allowed")
    func tenDeep() throws {
        let call = String(repeating: "States.Array(", count: 10) + String(repeating: ")", count: 10)
        #expect(try IntrinsicCall(call).evaluate(in: scope([:])).text() == "[[[[[[[[[[]]]]]]]]]]")
    }
}
