import JSON
import SweepModel
import Testing

@Suite("The size of a search space")
struct SearchSpaceSizeTests {
    private func parameters(_ count: Int, values: Int) -> [Parameter] {
        (0..<count).map { Parameter("p\($0)", (0..<values).map { .integer($0) }) }
    }

    @Test("counts and indexes 10^12, 10^18 and 2^62 points", arguments: [(12, 10), (18, 10), (62, 2)])
    func huge(axes: Int, values: Int) throws {
        let space = try SearchSpace(parameters: parameters(axes, values: values))
        let count = (0..<axes).reduce(1) { product, _ in product * values }
        #expect(space.pointCount == count)
        #expect(!space.isCountSaturated)
        #expect(space.countedPoints() == .exact(count))
        for index in [0, 1, count / 3, count / 2, count - 2, count - 1] {
            #expect(space.index(of: space.parameters(at: index)) == index)
        }
    }

    @Test("counts 2^63 - 1 points exactly, and says when there are more")
    func limit() throws {
        let all = Parameter(path: ["a"], values: .integers(first: 1, step: 1, count: Int.max))
        let space = try SearchSpace(parameters: [all])
        #expect(space.pointCount == Int.max)
        #expect(!space.isCountSaturated)
        #expect(space.parameters(at: Int.max - 1) == ["a": .integer(Int.max)])
        #expect(space.index(of: ["a": .integer(Int.max)]) == Int.max - 1)
        let more = try SearchSpace(parameters: [all, Parameter("b", [1, 2])])
        #expect(more.isCountSaturated)
        #expect(more.countedPoints() == .atMost(Int.max))
    }

    @Test("indexes the first points of a grid that has too many")
    func saturated() throws {
        let space = try SearchSpace(parameters: parameters(70, values: 10))
        #expect(space.isCountSaturated)
        for index in [0, 12_345, 1_000_000_000_000_000_000, Int.max - 1] {
            #expect(space.index(of: space.parameters(at: index)) == index)
        }
        #expect(space.index(of: .object(Dictionary(uniqueKeysWithValues: (0..<70).map { ("p\($0)", 9) }))) == nil)
    }

    @Test("holds with conditional parameters too")
    func conditional() throws {
        let condition = Condition(tests: [.init("p00", .equals(1))])
        var all = (10..<28).map { Parameter("p\($0)", (0..<10).map { .integer($0) }, when: condition) }
        all.append(Parameter("p00", [0, 1]))
        let space = try SearchSpace(parameters: all)
        #expect(space.pointCount == 1_000_000_000_000_000_001)
        for index in [0, 1, 2, 500_000_000_000_000_000, space.pointCount - 1] {
            #expect(space.index(of: space.parameters(at: index)) == index)
        }
        all += (30..<33).map { Parameter("p\($0)", (0..<10).map { .integer($0) }, when: condition) }
        #expect(try SearchSpace(parameters: all).isCountSaturated)
    }

    @Test("refuses a table of conditions that would grow with the grid")
    func table() throws {
        let controlling = Parameter(path: ["a"], values: .integers(first: 0, step: 1, count: 1_000_000_000_000))
        let dependent = Parameter("b", [1, 2], when: Condition(tests: [.init("a", .equals(3))]))
        #expect(throws: SearchSpaceError.tooManyConditionedCombinations(["a"])) {
            try SearchSpace(parameters: [controlling, dependent])
        }
    }
}
