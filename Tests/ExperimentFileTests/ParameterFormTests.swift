import ExperimentFile
import JSON
import SweepModel
import Testing

@Suite("The form of a parameter")
struct ParameterFormTests {
    private func values(_ form: String) throws -> ParameterValues? {
        let text = "method: grid\nmetric: {name: loss}\nprogram: train.py\nparameters: {a: \(form)}\n"
        return try ExperimentFile.parse(text: text, fileName: "sweep.yaml").experiment.space.parameters.first?.values
    }

    @Test(
        "gives exactly these values",
        arguments: [
            ("{value: 3}", [3]), ("{value: [1, {b: 2}]}", [[1, ["b": 2]]]), ("{value: null}", [nil]),
            ("{value: }", [nil]),
            ("{values: [1, 2.5, x, true, null, [64, 64]]}", [1, 2.5, "x", true, nil, [64, 64]]),
            ("{distribution: constant, value: 3}", [3]), ("{distribution: categorical, values: [1, 2]}", [1, 2]),
            ("{min: 1, max: 4}", [1, 2, 3, 4]), ("{distribution: int_uniform, min: -1.0, max: 1}", [-1, 0, 1]),
            ("{min: 0, max: 10, steps: 3}", [0, 5, 10]), ("{min: 1, max: 8, steps: 3}", [1, 5, 8]),
            ("{min: 0.0, max: 1, steps: 5}", [0.0, 0.25, 0.5, 0.75, 1.0]),
            ("{distribution: uniform, min: 0, max: 1, steps: 3}", [0.0, 0.5, 1.0]),
            ("{distribution: log_uniform_values, min: 0.0001, max: 0.1, steps: 4}", [0.0001, 0.001, 0.01, 0.1]),
            ("{distribution: inv_log_uniform_values, min: 1, max: 100, steps: 3}", [100.0, 10.0, 1.0]),
            ("{distribution: log_uniform, min: -1, max: 1, steps: 3}", [0.3678794411714, 1.0, 2.718281828459]),
            ("{distribution: inv_log_uniform, min: -1, max: 1, steps: 3}", [2.718281828459, 1.0, 0.3678794411714]),
            ("{distribution: q_uniform, min: 0, max: 10, q: 4}", [0, 4, 8]),
            ("{distribution: q_uniform, min: 0, max: 8, q: 4}", [0, 4]),
            ("{distribution: q_uniform, min: 1, max: 3}", [1, 2]),
            ("{distribution: q_uniform, min: 0.1, max: 0.5, q: 0.1}", [0.1, 0.2, 0.3, 0.4]),
            ("{distribution: q_uniform, min: 0, max: 1, q: 0.25}", [0.0, 0.25, 0.5, 0.75]),
            ("{distribution: q_uniform, min: 0, max: 2.5, q: 1}", [0, 1, 2]),
            ("{distribution: q_log_uniform_values, min: 16, max: 128, q: 8, steps: 4}", [16, 32, 64, 128]),
            ("{distribution: q_log_uniform, min: 0, max: 2, q: 0.5, steps: 3}", [1.0, 2.5, 7.5]),
        ] as [(String, [JSON])])
    func listed(form: String, expected: [JSON]) throws { #expect(try values(form) == .list(expected)) }

    @Test("of a long range is not written out")
    func long() throws {
        #expect(try values("{min: 1, max: 1000000000000}") == .integers(first: 1, step: 1, count: 1_000_000_000_000))
        #expect(
            try values("{distribution: q_uniform, min: 0, max: 1000000000000, q: 5}")
                == .integers(first: 0, step: 5, count: 200_000_000_000))
    }

    @Test(
        "reads numbers as W&B does",
        arguments: [
            ("1e-3", 0.001), ("1E3", 1000.0), ("1_000", 1000), ("+5", 5), (".5", 0.5), ("5.", 5.0), ("-.5e1", -5.0),
            ("0x1F", 31), ("-0b101", -5), ("0", 0), ("-0.0", -0.0), ("!!float 3", 3), ("!!str 3", "3"), ("'3'", "3"),
            ("2026-01-02", "2026-01-02"), ("1.2.3", "1.2.3"), ("-", "-"), ("1e", "1e"), ("~", nil), ("NULL", nil),
            ("TRUE", true), ("nan", "nan"), ("=", "="), ("0o17", "0o17"), ("1:75", "1:75"), ("1:5x", "1:5x"),
            ("0b12", "0b12"), ("+.nan", "+.nan"), ("1e5_0", "1e5_0"), ("1._5", "1._5"), (".", "."), ("1_0.5", 10.5),
            ("0:30", "0:30"), ("08:30am", "08:30am"), ("_1", "_1"),
        ] as [(String, JSON)])
    func scalars(text: String, value: JSON) throws {
        // A lone dash would start a list.
        let form = text == "-" ? "{value: \"-\"}" : "{value: \(text)}"
        #expect(try values(form) == .list([value]))
    }

    @Test("may be shared by anchors, aliases and merges")
    func sharing() throws {
        let text = """
            method: grid
            metric: {name: loss}
            program: train.py
            parameters:
              a: &range {min: 0.0, max: 1.0, steps: 3}
              b: *range
              c: {<<: *range, steps: 2}
              d: {<<: [{steps: 5}, *range]}
              e: {values: &list [1, 2]}
              f: {values: *list}
            """
        let space = try ExperimentFile.parse(text: text, fileName: "sweep.yaml").experiment.space
        #expect(space.parameters.map(\.values.count) == [3, 3, 2, 5, 2, 2])
        #expect(space.parameters[1].values == space.parameters[0].values)
    }
}
