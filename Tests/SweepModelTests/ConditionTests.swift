import JSON
import SweepModel
import Testing

@Suite("A condition")
struct ConditionTests {
    @Test(
        "compares numbers by value, and only numbers by size",
        arguments: [
            (.equals(1), 1.0, true), (.equals(1.0), 1, true), (.equals("1"), 1, false), (.equals(true), 1, false),
            (.equals([64, 64]), [64.0, 64], true), (.notEquals(1), 1.0, false), (.notEquals(1), "x", true),
            (.oneOf([1, 2]), 2.0, true), (.oneOf([1, 2]), 3, false), (.noneOf([1, 2]), 3, true),
            (.noneOf([1, 2]), 1.0, false), (.lessThan(2), 1, true), (.lessThan(2), 2, false),
            (.lessThan(2), "1", false), (.lessThanOrEqual(2), 2, true), (.greaterThan(2), 2, false),
            (.greaterThan(2), 2.5, true), (.greaterThanOrEqual(2), 2, true), (.equals(nil), nil, true),
            (.equals(9_007_199_254_740_993), 9_007_199_254_740_992.0, false),
        ] as [(Condition.Comparison, JSON, Bool)])
    func comparisons(comparison: Condition.Comparison, value: JSON, isMet: Bool) {
        #expect(comparison.isMet(by: value) == isMet)
    }

    @Test("needs all its tests to hold")
    func conjunction() {
        let condition = Condition(tests: [.init("b", .greaterThan(0.1)), .init("a", .equals("sgd"))])
        #expect(condition.isMet(by: ["a": "sgd", "b": 0.2]))
        #expect(!condition.isMet(by: ["a": "sgd", "b": 0.1]))
        #expect(!condition.isMet(by: ["a": "adam", "b": 0.2]))
    }

    @Test(
        "is never met by an absent parameter",
        arguments: [.notEquals(1), .noneOf([1]), .equals(nil)] as [Condition.Comparison])
    func absence(comparison: Condition.Comparison) {
        #expect(!Condition(tests: [.init("a", comparison)]).isMet(by: ["b": 1]))
    }

    @Test("finds nested parameters, and names with dots in them")
    func dots() {
        let condition = Condition(tests: [.init("a.b.c", .equals(1))])
        #expect(condition.isMet(by: ["a": ["b": ["c": 1]]]))
        #expect(condition.isMet(by: ["a.b": ["c": 1]]))
        #expect(condition.isMet(by: ["a": ["b.c": 1]]))
        #expect(condition.isMet(by: ["a.b.c": 1]))
        #expect(condition.isMet(by: ["a": ["x": 1], "a.b": ["c": 1]]))
        #expect(!condition.isMet(by: ["a": ["b": 1]]))
    }

    @Test("is equal to itself in another order")
    func order() {
        let tests: [Condition.Test] = [.init("b", .lessThan(1)), .init("b", .greaterThan(0)), .init("a", .equals(1))]
        #expect(Condition(tests: tests) == Condition(tests: tests.reversed()))
        #expect(Condition(tests: tests).definition.text() == #"[["a",{"eq":1}],["b",{"gt":0}],["b",{"lt":1}]]"#)
    }
}
