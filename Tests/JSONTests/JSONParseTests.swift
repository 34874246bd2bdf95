import JSON
import Testing

@Suite("Parsing JSON")
struct JSONParseTests {
    @Test(
        "gives each kind of value",
        arguments: [
            ("null", nil), ("true", true), (" false ", false), ("0", 0), ("-0", 0), ("12", 12), ("-12", -12),
            ("9223372036854775807", .integer(Int.max)), ("-9223372036854775808", .integer(Int.min)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("1.0", 1.0), ("1.50", 1.5), ("-0.25", -0.25),
            ("1e3", 1000.0), ("1E-3", 0.001), ("1.5e+2", 150.0), (#""""#, ""), (#""a""#, "a"), ("[]", []),
            ("[1, [2], {}]", [1, [2], [:]]), ("{}", [:]), (#"{"a": 1, "b": {"c": null}}"#, ["a": 1, "b": ["c": nil]]),
            ("\t\r\n 1 \n", 1),
        ] as [(String, JSON)])
    func values(text: String, value: JSON) throws { #expect(try JSON(parsing: text) == value) }

    @Test("keeps whole numbers apart from fractions")
    func kinds() throws {
        #expect(try JSON(parsing: "1") == .integer(1))
        #expect(try JSON(parsing: "1.0") == .number(1))
        #expect(try JSON(parsing: "1") != JSON(parsing: "1.0"))
    }

    @Test(
        "reads escapes",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9""#, "Aé"),
            (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
            (#""\ud83d\n""#, "\u{FFFD}\n"), (#""\ud83d\u0041""#, "\u{FFFD}A"), ("\"é😀\"", "é😀"),
        ])
    func escapes(text: String, value: String) throws { #expect(try JSON(parsing: text) == .string(value)) }

    @Test("lets the last of two equal keys win")
    func repeatedKey() throws { #expect(try JSON(parsing: #"{"a": 1, "a": 2}"#) == ["a": 2]) }

    @Test(
        "says where and why a text is no JSON",
        arguments: [
            ("", "line 1, column 1: the text ends where a value is expected"),
            ("  ", "line 1, column 3: the text ends where a value is expected"),
            ("[1,\n 2,]", "line 2, column 4: expected a value"), ("[1 2]", "line 1, column 4: expected `,` or `]`"),
            ("[1", "line 1, column 3: expected `,` or `]`"),
            ("{\"a\" 1}", "line 1, column 6: expected `:` behind a member name"),
            ("{\"a\": 1", "line 1, column 8: expected `,` or `}`"),
            ("{a: 1}", "line 1, column 2: expected a member name in double quotes"),
            ("{\"a\": 1,}", "line 1, column 9: expected a member name in double quotes"),
            ("nul", "line 1, column 4: expected `null`"), ("True", "line 1, column 1: expected a value"),
            ("1 1", "line 1, column 3: unexpected text behind the value"), ("-", "line 1, column 2: expected a digit"),
            ("1.", "line 1, column 3: expected a digit"), ("1e", "line 1, column 3: expected a digit"),
            ("01", "line 1, column 2: unexpected text behind the value"), (".5", "line 1, column 1: expected a value"),
            ("+1", "line 1, column 1: expected a value"), ("NaN", "line 1, column 1: expected a value"),
            ("1e999", "line 1, column 6: the number 1e999 is out of range"),
            ("\"a", "line 1, column 3: a string is not closed"), ("\"a\\", "line 1, column 4: a string is not closed"),
            ("\"\\x\"", "line 1, column 3: unknown escape in a string"),
            ("\"\\u12g4\"", "line 1, column 4: expected four hexadecimal digits"),
            ("\"\\u+123\"", "line 1, column 4: expected four hexadecimal digits"),
            ("\"\\u-000\"", "line 1, column 4: expected four hexadecimal digits"),
            ("\"\\u00", "line 1, column 4: expected four hexadecimal digits"),
            ("\"a\nb\"", "line 1, column 3: control characters must be escaped in a string"),
        ])
    func errors(text: String, message: String) {
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: text) }
        do throws(JSONSyntaxError) { _ = try JSON(parsing: text) } catch { #expect(error.description == message) }
    }

    @Test("refuses bytes that are not UTF-8")
    func encoding() {
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: [0x22, 0xFF, 0x22] as [UInt8]) }
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: [0xFF] as [UInt8]) }
    }

    @Test("stops at 512 levels, long before the stack ends", arguments: ["[", "{\"a\":"])
    func depth(open: String) throws {
        let close = open == "[" ? "]" : "}"
        let inner = open == "[" ? "" : "1"
        func nested(_ levels: Int) -> String {
            String(repeating: open, count: levels) + inner + String(repeating: close, count: levels)
        }
        _ = try JSON(parsing: nested(JSON.maximumDepth))
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: nested(JSON.maximumDepth + 1)) }
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: String(repeating: open, count: 1_000_000)) }
    }
}
