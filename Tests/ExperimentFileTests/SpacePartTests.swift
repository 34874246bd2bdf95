import ExperimentFile
import JSON
import SweepModel
import Testing

@Suite("zip, when and exclude in a sweep file")
struct SpacePartTests {
    private func space(_ text: String) throws -> SearchSpace {
        let head = "method: grid\nmetric: {name: loss}\nprogram: train.py\n"
        return try ExperimentFile.parse(text: head + text, fileName: "sweep.yaml").experiment.space
    }

    private func points(_ text: String) throws -> [String] {
        let space = try space(text)
        return space.points.map { space.parameters(at: $0).text() }
    }

    @Test("tie, bind and drop")
    func all() throws {
        let text = """
            parameters:
              optimizer: {values: [adam, sgd]}
              learning_rate: {values: [0.1, 0.2]}
              momentum: {values: [0, 0.9]}
              width: {values: [32, 64]}
              depth: {values: [1, 2]}
            zip: [[width, depth]]
            when: {momentum: {optimizer: sgd}}
            exclude:
              - {optimizer: sgd, learning_rate: {gt: 0.1}}
              - {depth: 1, momentum: 0.9}
            """
        #expect(
            try points(text) == [
                #"{"depth":1,"learning_rate":0.1,"optimizer":"adam","width":32}"#,
                #"{"depth":1,"learning_rate":0.1,"momentum":0,"optimizer":"sgd","width":32}"#,
                #"{"depth":1,"learning_rate":0.2,"optimizer":"adam","width":32}"#,
                #"{"depth":2,"learning_rate":0.1,"optimizer":"adam","width":64}"#,
                #"{"depth":2,"learning_rate":0.1,"momentum":0,"optimizer":"sgd","width":64}"#,
                #"{"depth":2,"learning_rate":0.1,"momentum":0.9,"optimizer":"sgd","width":64}"#,
                #"{"depth":2,"learning_rate":0.2,"optimizer":"adam","width":64}"#,
            ])
    }

    @Test("may name nested parameters and whole groups, dotted or nested")
    func nested() throws {
        let text = """
            parameters:
              kind: {values: [a, b]}
              o: {parameters: {x: {values: [1, 2]}, y: {values: [3]}}}
            when: {o: {kind: b}, o.y: {o.x: 2}}
            exclude: [{o: {x: {eq: 1}}}]
            """
        #expect(try points(text) == [#"{"kind":"a"}"#, #"{"kind":"b","o":{"x":2,"y":3}}"#])
    }

    @Test(
        "know all tests",
        arguments: [
            ("2", [1, 3, 4]), ("[1, 2]", [3, 4]), ("{eq: 2.0}", [1, 3, 4]), ("{ne: 2}", [2]), ("{in: [1, 2]}", [3, 4]),
            ("{not_in: [1, 2]}", [1, 2]), ("{lt: 2}", [2, 3, 4]), ("{lte: 2}", [3, 4]), ("{gt: 2}", [1, 2]),
            ("{gte: 2}", [1]), ("{gt: 1, lt: 4}", [1, 4]),
        ])
    func tests(test: String, rest: [Int]) throws {
        let kept = try points("parameters: {a: {values: [1, 2, 3, 4]}}\nexclude: [{a: \(test)}]")
        #expect(kept == rest.map { #"{"a":\#($0)}"# })
    }

    @Test("compare lists as a whole with eq")
    func lists() throws {
        #expect(
            try points("parameters: {h: {values: [[64, 64], [32]]}}\nexclude: [{h: {eq: [64, 64]}}]") == [
                #"{"h":[32]}"#
            ])
        #expect(
            try points("parameters: {h: {values: [[64, 64], [32]]}}\nexclude: [{h: [[64, 64]]}]") == [#"{"h":[32]}"#])
    }

    @Test("leave one space, whatever the order of the file")
    func order() throws {
        let one = """
            parameters: {a: {values: [1, 2]}, b: {values: [3, 4]}, c: {values: [5, 6]}}
            zip: [[a, b]]
            when: {c: {a: 1, b: 3}}
            exclude: [{a: 1, b: 3, c: 5}, {a: 2}]
            """
        let other = """
            exclude: [{a: 2.0}, {c: 5, b: 3, a: 1}]
            when: {c: {b: 3, a: 1}}
            zip: [[b, a]]
            parameters: {c: {min: 5, max: 6}, b: {values: [3, 4]}, a: {values: [1, 2]}}
            """
        let left = try space(one)
        let right = try space(other)
        #expect(left.definition.bytes() == right.definition.bytes())
        #expect(left.points.map(left.parameters) == right.points.map(right.parameters))
    }

    @Test("count a grid of 10^12 points")
    func huge() throws {
        let axes = (0..<12).map { "p\($0): {min: 0, max: 9}" }.joined(separator: ", ")
        let space = try space("parameters: {\(axes)}\nexclude: [{p0: 0, p1: {gt: 4}}]")
        #expect(space.pointCount == 1_000_000_000_000)
        #expect(space.countedPoints() == .exact(950_000_000_000))
        #expect(space.index(of: space.parameters(at: 987_654_321_012)) == 987_654_321_012)
    }
}
