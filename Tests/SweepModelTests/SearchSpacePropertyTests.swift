import JSON
import SweepModel
import Testing

/// Random small spaces against a plain enumeration that knows nothing of digits and tables.
@Suite("Random search spaces")
struct SearchSpacePropertyTests {
    @Test("have the points that plain enumeration finds, each once", arguments: 0..<400)
    func enumeration(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        let recipe = Recipe(&random)
        let space = try SearchSpace(
            parameters: recipe.parameters.shuffled(using: &random), zips: recipe.zips, excludes: recipe.excludes)
        let points = (0..<space.pointCount).map(space.parameters(at:))
        #expect(Set(points) == recipe.points)
        #expect(points.count == recipe.points.count)
        for (index, point) in points.enumerated() {
            #expect(space.index(of: point) == index)
            #expect(space.isExcluded(index) == recipe.excludes.contains { $0.isMet(by: point) })
        }
        let kept = points.indices.filter { index in !recipe.excludes.contains { $0.isMet(by: points[index]) } }
        #expect(Array(space.points) == kept)
        #expect(space.countedPoints() == .exact(kept.count))
    }

    @Test("do not depend on the order in which their parts are given", arguments: 0..<50)
    func order(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        let recipe = Recipe(&random)
        let one = try SearchSpace(parameters: recipe.parameters, zips: recipe.zips, excludes: recipe.excludes)
        let other = try SearchSpace(
            parameters: recipe.parameters.reversed(), zips: recipe.zips.map { $0.reversed() }.reversed(),
            excludes: recipe.excludes.reversed())
        #expect(one == other)
        #expect(one.definition.bytes() == other.definition.bytes())
        #expect(one.points.map(one.parameters(at:)) == other.points.map(other.parameters(at:)))
    }
}

/// The parts of a random space, and its points by brute force.
private struct Recipe {
    var parameters: [Parameter] = []
    var zips: [[String]] = []
    var excludes: [Condition] = []

    init(_ random: inout SplitMix) {
        var names = ["a", "b", "c", "d", "e", "f"].shuffled(using: &random)
        names = Array(names.prefix(Int.random(in: 1...6, using: &random)))
        // Conditions look only at names earlier in this order, so that they make no circle.
        for (place, name) in names.enumerated() {
            let values = (0..<Int.random(in: 1...3, using: &random)).map { JSON.integer($0) }
            let isConditional = place > 0 && Bool.random(using: &random)
            let condition = isConditional ? Recipe.condition(on: Array(names.prefix(place)), &random) : nil
            parameters.append(Parameter(path: Recipe.path(name), values: .list(values), condition: condition))
        }
        let free = parameters.filter { $0.condition == nil }
        let pairs = Dictionary(grouping: free, by: \.values.count).values.filter { $0.count > 1 }
        if let pair = pairs.first, Bool.random(using: &random) { zips = [pair.map(\.name)] }
        for _ in 0..<Int.random(in: 0...2, using: &random) { excludes.append(Recipe.condition(on: names, &random)) }
    }

    /// `c` and `d` are nested.
    private static func path(_ name: String) -> [String] { name == "c" || name == "d" ? ["n", name] : [name] }

    private static func condition(on names: [String], _ random: inout SplitMix) -> Condition {
        let tests = (0..<Int.random(in: 1...2, using: &random)).map { _ in
            let name = path(names.randomElement(using: &random) ?? "a").joined(separator: ".")
            return Condition.Test(name, comparison(&random))
        }
        return Condition(tests: tests)
    }

    private static func comparison(_ random: inout SplitMix) -> Condition.Comparison {
        let value = Int.random(in: 0...2, using: &random)
        return switch Int.random(in: 0...5, using: &random) {
        case 0: .notEquals(.integer(value))
        case 1: .oneOf([.integer(value), .number(Double(value + 1))])
        case 2: .noneOf([.integer(value)])
        case 3: .lessThan(Double(value))
        case 4: .greaterThanOrEqual(Double(value))
        default: .equals(.integer(value))
        }
    }

    /// Every assignment of values or absence that agrees with all conditions and zips.
    var points: Set<JSON> {
        var candidates: [[String: JSON]] = [[:]]
        for parameter in parameters {
            let choices = (0..<parameter.values.count).map { Optional(parameter.values[$0]) } + [nil]
            candidates = candidates.flatMap { candidate in
                choices.map { candidate.merging($0.map { [parameter.name: $0] } ?? [:]) { $1 } }
            }
        }
        return Set(candidates.filter(isConsistent).map(unfolded))
    }

    private func isConsistent(_ values: [String: JSON]) -> Bool {
        let point = unfolded(values)
        let exists = parameters.allSatisfy { parameter in
            (parameter.condition?.isMet(by: point) ?? true) == (values[parameter.name] != nil)
        }
        // All listed values are 0, 1, 2 …: zipped parameters agree exactly when their values are equal.
        return exists && zips.allSatisfy { names in Set(names.map { values[$0] }).count == 1 }
    }

    private func unfolded(_ values: [String: JSON]) -> JSON {
        var point: [String: JSON] = [:]
        for (name, value) in values {
            let parts = name.split(separator: ".").map(String.init)
            if parts.count == 1 {
                point[name] = value
            } else {
                var inner = point[parts[0]]?.object ?? [:]
                inner[parts[1]] = value
                point[parts[0]] = .object(inner)
            }
        }
        return .object(point)
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
