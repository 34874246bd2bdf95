import Reporting
import SweepModel
import Testing

@Suite("Numbers for people") struct NumberTextTests {
    static let numbers: [(Double, String)] = [
        (0, "0"), (3, "3"), (-3, "-3"), (0.98055, "0.9806"), (1.23456, "1.235"), (53.1234, "53.12"), (-0.5, "-0.5000"),
        (12345.678, "12346"), (9_999_999, "9999999"), (1e7, "1.000e+07"), (0.00123, "0.001230"),
        (0.00001234, "1.234e-05"), (1e300, "1.000e+300"), (-0x1p63, "-9.223e+18"), (.nan, "NaN"), (.infinity, "∞"),
        (-.infinity, "-∞"),
    ]

    @Test("A number keeps four significant digits", arguments: numbers)
    func short(value: Double, text: String) { #expect(NumberText.short(value) == text) }

    static let durations: [(Double, String)] = [
        (0, "0.00 s"), (0.4249, "0.42 s"), (12.34, "12.3 s"), (59.94, "59.9 s"), (59.96, "1 min 00 s"),
        (245, "4 min 05 s"), (3599.6, "1 h 00 min"), (3725, "1 h 02 min"), (-1, "?"), (.nan, "?"), (1e12, "?"),
    ]

    @Test("A length of time is told in its own units", arguments: durations)
    func duration(seconds: Double, text: String) { #expect(NumberText.duration(seconds: seconds) == text) }

    @Test("Large counts are grouped", arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")])
    func grouped(count: Int, text: String) { #expect(count.grouped == text) }

    @Test(
        "A moment is told in UTC",
        arguments: [(0.0, "1970-01-01 00:00"), (1_700_000_000, "2023-11-14 22:13"), (.nan, "?")])
    func moment(seconds: Double, text: String) { #expect(UTC.text(secondsSince1970: seconds) == text) }
}
