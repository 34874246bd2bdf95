import JSON
import SweepModel
import Testing

@Suite("Exclusion from a search space")
struct SearchSpaceExclusionTests {
    private let slow = Condition(tests: [.init("a", .equals(2)), .init("b", .greaterThan(0.5))])

    @Test("drops points by a condition and keeps the others' indices")
    func drops() throws {
        let space = try SearchSpace(
            parameters: [Parameter("a", [1, 2]), Parameter("b", [0.1, 0.6, 0.9])], excludes: [slow])
        #expect(Array(space.points) == [0, 1, 2, 3])
        #expect(space.isExcluded(4) && space.isExcluded(5) && !space.isExcluded(3))
        #expect(space.pointCount == 6)
        #expect(space.countedPoints() == .exact(4))
    }

    @Test("enumerates only what conditions look at")
    func factored() throws {
        let long = ParameterValues.integers(first: 0, step: 1, count: 1_000_000_000_000)
        let space = try SearchSpace(
            parameters: [
                Parameter("a", [1, 2]), Parameter("b", [0.1, 0.6, 0.9]), Parameter(path: ["z"], values: long),
            ],
            excludes: [slow])
        #expect(space.countedPoints() == .exact(4_000_000_000_000))
        #expect(space.countedPoints(limit: 5) == .atMost(6_000_000_000_000))
    }

    @Test("jumps over whole blocks of excluded points")
    func blocks() throws {
        let long = ParameterValues.integers(first: 0, step: 1, count: 1_000_000_000_000)
        let space = try SearchSpace(
            parameters: [Parameter("a", [1, 2]), Parameter(path: ["z"], values: long)],
            excludes: [Condition(tests: [.init("a", .equals(1))])])
        #expect(Array(space.points.prefix(2)) == [1_000_000_000_000, 1_000_000_000_001])
    }

    @Test("gives up after a million exclusions in a row")
    func givesUp() throws {
        let long = ParameterValues.integers(first: 0, step: 1, count: 1_000_000_000_000)
        let space = try SearchSpace(
            parameters: [Parameter(path: ["z"], values: long)],
            excludes: [Condition(tests: [.init("z", .lessThan(1e11))])])
        #expect(space.points.first { _ in true } == nil)
        #expect(space.countedPoints() == .atMost(1_000_000_000_000))
    }

    @Test("can drop everything")
    func everything() throws {
        let space = try SearchSpace(
            parameters: [Parameter("a", [1, 2])], excludes: [Condition(tests: [.init("a", .greaterThan(0))])])
        #expect(Array(space.points).isEmpty)
        #expect(space.countedPoints() == .exact(0))
    }
}
