import JSON
import SweepModel
import Testing

@Suite("Parts that make no search space")
struct SearchSpaceErrorTests {
    private static func meets(_ name: String) -> Condition { Condition(tests: [.init(name, .equals(1))]) }

    private func message(
        _ parameters: [Parameter], zips: [[String]] = [], excludes: [Condition] = []
    ) -> String? {
        do {
            _ = try SearchSpace(parameters: parameters, zips: zips, excludes: excludes)
            return nil
        } catch {
            return error.description
        }
    }

    @Test("are named")
    func messages() {
        let a = Parameter("a", [1, 2])
        let b = Parameter("b", [1, 2, 3])
        #expect(message([Parameter("", [1])]) == "a parameter has an empty name")
        #expect(message([a, a]) == "the parameter `a` is given twice")
        #expect(
            message([a, Parameter(path: ["a", "b"], values: .list([1]))])
                == "`a` has values of its own, so it can't also hold the nested parameter `a.b`")
        #expect(message([Parameter("a", [])]) == "`a` has no values; give at least one")
        let range = "the range of `a` has no step or leaves the 64-bit whole numbers"
        #expect(message([Parameter(path: ["a"], values: .integers(first: 1, step: 0, count: 2))]) == range)
        #expect(message([Parameter(path: ["a"], values: .integers(first: 2, step: 1, count: Int.max))]) == range)
        #expect(message([Parameter("a", [1, 1])]) == "`a` has the value 1 twice")
        #expect(message([a, b], zips: [["a", "x"]]) == "`zip` names `x`, which is no parameter")
        #expect(message([a], zips: [["a"]]) == "`zip` needs at least two parameters, received `a`")
        #expect(
            message([a, b], zips: [["a", "b"]])
                == "zipped parameters need equally many values, received `a` with 2, `b` with 3")
        let c = Parameter("c", [1, 2])
        let d = Parameter("d", [1, 2], when: Self.meets("b"))
        #expect(
            message([a, c, d, b], zips: [["a", "c"], ["a", "d"]])
                == "`a` is in two `zip` groups; put all its partners into one group")
        #expect(message([a, b, d], zips: [["a", "d"]]) == "the zipped parameters `a`, `d` need the same `when`")
        #expect(message([a], excludes: [Self.meets("x")]) == "`exclude` names `x`, which is no parameter")
        #expect(message([d]) == "`when` names `b`, which is no parameter")
    }

    @Test("that go in a circle are named in its order")
    func circle() {
        let parameters = [
            Parameter("a", [1], when: Self.meets("b")), Parameter("b", [1], when: Self.meets("c")),
            Parameter("c", [1], when: Self.meets("a")), Parameter("d", [1], when: Self.meets("a")),
        ]
        #expect(message(parameters) == "`when` goes in a circle: `a` needs `b`, which needs `c`, which needs `a`")
        #expect(message([Parameter("a", [1], when: Self.meets("a"))]) == "`when` goes in a circle: `a` needs `a`")
    }

    @Test("may zip long ranges only up to a limit")
    func longZip() {
        let long = ParameterValues.integers(first: 0, step: 1, count: 1_000_001)
        #expect(
            message([Parameter(path: ["a"], values: long), Parameter(path: ["b"], values: long)], zips: [["a", "b"]])
                == "the zipped parameters `a`, `b` may have at most 1000000 values, received 1000001")
    }
}
