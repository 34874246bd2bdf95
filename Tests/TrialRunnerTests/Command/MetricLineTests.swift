import Testing

@testable import TrialRunner

struct MetricLineTests {
    private func parse(_ line: String) -> [String]? {
        MetricLine.parse(Array(line.utf8)[...])?.map { "\($0.name) \($0.value)" }
    }

    static let lines: [(line: String, pairs: [String])] = [
        ("loss=0.5", ["loss 0.5"]), ("  loss=5  ", ["loss 5.0"]), ("loss=-1.5e-3", ["loss -0.0015"]),
        ("a=1 b=2", ["a 1.0", "b 2.0"]), ("a=1, b=+2;c=3.", ["a 1.0", "b 2.0", "c 3.0"]), ("a=.5", ["a 0.5"]),
        ("val/top-1:acc.x=1E2", ["val/top-1:acc.x 100.0"]), ("_x=nan", ["_x nan"]), ("x=-INF", ["x -inf"]),
        ("x=Infinity y=NaN", ["x inf", "y nan"]), ("a=1\tb=2", ["a 1.0", "b 2.0"]), ("a=1 a=2", ["a 1.0", "a 2.0"]),
        ("x=1e999", ["x inf"]), ("x=0001", ["x 1.0"]),
    ]

    @Test("A line of pairs is read", arguments: lines)
    func pairs(line: String, pairs: [String]) { #expect(parse(line) == pairs) }

    @Test(
        "A line of any other form is no metric",
        arguments: [
            "", " ", "loss 0.5", "loss = 0.5", "loss=", "=0.5", "loss=0.5 done", "the loss=0.5", "loss=0.5%", "1x=2",
            "x=1e", "x=1e+", "x=0x10", "x=1_000", "x=1.2.3", "x=--1", "x=nano", "x=+", "x=.", "lr=1e-3lr=2", "x=1=2",
            "https://a.b/?q=1", "x==1", "é=1", "x='1'", "x=1,,y=z",
        ])
    func noMetric(line: String) { #expect(parse(line) == nil) }

    @Test("Records of a metrics file: numbers at any depth, Python's constants, and nothing else")
    func records() {
        func parse(_ line: String) -> [String]? {
            MetricRecord.parse(Array(line.utf8)[...])?.map { "\($0.name) \($0.value)" }
        }
        #expect(parse(#"{"b": 1, "a": 0.5}"#) == ["a 0.5", "b 1.0"])
        #expect(
            parse(#"{"v": {"acc": 1, "per": {"x": 2}}, "t": "text", "on": true, "none": null, "l": [1]}"#) == [
                "v.acc 1.0", "v.per.x 2.0",
            ])
        #expect(
            parse(#"{"a": NaN, "b": -Infinity, "c": Infinity, "NaN \" NaN": 1}"#) == [
                "NaN \" NaN 1.0", "a nan", "b -inf", "c inf",
            ])
        #expect(parse(#"{"a": "NaN"}"#) == ["a nan"])
        for line in ["", "1", "[1]", "{", "{\"a\": }", "a=1", "{\"a\": 1} x", "NaN", "\u{FF}"] {
            #expect(parse(line) == nil)
        }
    }
}
