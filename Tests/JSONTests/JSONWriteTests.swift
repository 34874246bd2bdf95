import JSON
import Testing

@Suite("Writing JSON")
struct JSONWriteTests {
    @Test("sorts members by the bytes of their names, at every depth")
    func order() {
        let value: JSON = ["b": 1, "a": ["z": true, "Z": nil], "é": 2, "aa": []]
        #expect(value.text() == #"{"a":{"Z":null,"z":true},"aa":[],"b":1,"é":2}"#)
    }

    @Test("indents by two spaces a level, empty containers in one line")
    func indentation() {
        let value: JSON = ["list": [1, [], [:]], "text": "a"]
        #expect(
            value.text(.indented) == """
                {
                  "list": [
                    1,
                    [],
                    {}
                  ],
                  "text": "a"
                }
                """)
    }

    @Test(
        "writes numbers in their shortest text, and none that JSON has not",
        arguments: [
            (.integer(Int.min), "-9223372036854775808"), (0.1, "0.1"), (1.0, "1.0"), (1e-7, "1e-07"),
            (1e300, "1e+300"), (.number(.nan), "null"), (.number(.infinity), "null"), (-0.0, "-0.0"),
        ] as [(JSON, String)])
    func numbers(value: JSON, text: String) { #expect(value.text() == text) }

    @Test("keeps bytes apart that equal values may differ in")
    func equalValues() {
        for (left, right) in [(0.0, -0.0), ("\u{E9}", "e\u{301}")] as [(JSON, JSON)] {
            #expect(left == right && left.bytes() != right.bytes())
        }
    }

    @Test("escapes quotes, backslashes and control characters, and nothing else")
    func escapes() {
        #expect(JSON.string("\"\\/\n\r\t\u{1}\u{1F}é😀").text() == #""\"\\/\n\r\t\u0001\u001fé😀""#)
    }

    @Test("reads back as the same value", arguments: 0..<200)
    func roundTrip(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        let value = JSON.random(depth: 4, &random)
        #expect(try JSON(parsing: value.text()) == value)
        #expect(try JSON(parsing: value.text(.indented)) == value)
        #expect(try JSON(parsing: value.bytes()).bytes() == value.bytes())
        #expect(value.description == value.text())
    }
}

extension JSON {
    static func random(depth: Int, _ random: inout SplitMix) -> JSON {
        let names = ["", "a", "é", "\"", "\\", "\n", "😀", "\u{0}", "a.b"]
        switch Int.random(in: 0...(depth > 0 ? 7 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .integer(Int.random(in: Int.min...Int.max, using: &random))
        case 3:
            let number = Double(bitPattern: random.next())
            return .number(number.isFinite ? number : 0.5)
        case 4: return .string(names.randomElement(using: &random) ?? "")
        case 5: return .integer(Int.random(in: -9...9, using: &random))
        case 6:
            return .array((0..<Int.random(in: 0...3, using: &random)).map { _ in .random(depth: depth - 1, &random) })
        default:
            var members: [String: JSON] = [:]
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                members[names.randomElement(using: &random) ?? ""] = .random(depth: depth - 1, &random)
            }
            return .object(members)
        }
    }
}

/// Steele, Lea and Flood 2014: enough randomness for tests, the same everywhere.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
