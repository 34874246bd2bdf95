import JSON
import Testing

@testable import TrialRunner

struct PythonTextTests {
    /// Left a value, right what Python 3 prints for `str(value)`.
    static let texts: [(JSON, String)] = [
        (true, "True"), (false, "False"), (.null, "None"), (3, "3"), (-7, "-7"), (0.1, "0.1"), (1.0, "1.0"),
        (1e-4, "0.0001"), (1e-5, "1e-05"), (1.5e-7, "1.5e-07"), (-2.5, "-2.5"), (123456789.125, "123456789.125"),
        (1e15, "1000000000000000.0"), (1e16, "1e+16"), (-1e16, "-1e+16"),
        (12345678901234567.0, "1.2345678901234568e+16"),
        (1.2e16, "1.2e+16"), (1e22, "1e+22"), (1.7976931348623157e308, "1.7976931348623157e+308"), ("adam", "adam"),
        ("it's", "it's"), ([], "[]"), ([1, 2.5, "a", true, nil], "[1, 2.5, 'a', True, None]"),
        (["it's", "say \"it's\"", "a\\b\n\t\r\u{1}é"], #"["it's", 'say "it\'s"', 'a\\b\n\t\r\x01é']"#),
        (
            ["name": "adam", "betas": [0.9, 0.999], "amsgrad": false],
            "{'amsgrad': False, 'betas': [0.9, 0.999], 'name': 'adam'}"
        ),
        ([:], "{}"), ([[], [[]]], "[[], [[]]]"),
    ]

    @Test("Values print as Python's str prints them", arguments: texts)
    func text(value: JSON, expected: String) {
        #expect(PythonText.text(of: value) == expected)
    }
}
