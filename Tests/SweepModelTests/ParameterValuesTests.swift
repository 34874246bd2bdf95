import JSON
import SweepModel
import Testing

@Suite("The values of a parameter")
struct ParameterValuesTests {
    private let range = ParameterValues.integers(first: 10, step: -2, count: 1_000_000_000_000)

    @Test("of a range are computed")
    func computed() {
        #expect(range.count == 1_000_000_000_000)
        #expect(range[0] == 10)
        #expect(range[7] == -4)
    }

    @Test(
        "are asked whether some of them can meet a test",
        arguments: [
            (.equals(10), true), (.equals(9), false), (.equals(11), false), (.equals(8.0), true), (.equals("8"), false),
            (.notEquals(10), true), (.oneOf([9, 8]), true), (.oneOf([9, 7]), false), (.noneOf([10]), true),
            (.greaterThan(10), false), (.greaterThanOrEqual(10), true), (.lessThan(-1e11), true),
            (.lessThan(-1e13), false), (.lessThanOrEqual(0), true),
        ] as [(Condition.Comparison, Bool)])
    func canMeet(comparison: Condition.Comparison, answer: Bool) {
        #expect(range.canMeet(comparison) == answer)
    }

    @Test("in a list may be of any kind")
    func list() {
        let list = ParameterValues.list(["adam", nil, [64, 64], 1])
        #expect(list.canMeet(.equals([64.0, 64])))
        #expect(list.canMeet(.equals(nil)))
        #expect(!list.canMeet(.greaterThan(1)))
    }
}
