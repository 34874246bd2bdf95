import JSON
import SweepModel
import Testing

@Suite("A search space")
struct SearchSpaceTests {
    private func all(_ space: SearchSpace) -> [String] { space.points.map { space.parameters(at: $0).text() } }

    @Test("goes through names in alphabetical order, the last one fastest, whatever the order in the file")
    func order() throws {
        let a = Parameter("a", [1, 2])
        let b = Parameter("b", ["x", "y"])
        let space = try SearchSpace(parameters: [b, a])
        #expect(all(space) == [#"{"a":1,"b":"x"}"#, #"{"a":1,"b":"y"}"#, #"{"a":2,"b":"x"}"#, #"{"a":2,"b":"y"}"#])
        #expect(try space == SearchSpace(parameters: [a, b]))
        #expect(try space.definition.bytes() == SearchSpace(parameters: [a, b]).definition.bytes())
    }

    @Test("without parameters has one point")
    func empty() throws {
        #expect(SearchSpace().pointCount == 1)
        #expect(SearchSpace().parameters(at: 0) == [:])
        #expect(try SearchSpace(parameters: []) == SearchSpace())
        #expect(Array(SearchSpace().points) == [0])
        #expect(SearchSpace().index(of: [:]) == 0)
    }

    @Test("unfolds nested names and finds them again")
    func nested() throws {
        let space = try SearchSpace(parameters: [
            Parameter(path: ["optimizer", "name"], values: .list(["adam", "sgd"])),
            Parameter(path: ["optimizer", "rate"], values: .list([0.1])),
            Parameter("a.b", [1, 2]),
        ])
        #expect(space.parameters(at: 3).text() == #"{"a.b":2,"optimizer":{"name":"sgd","rate":0.1}}"#)
        #expect(space.index(of: ["a.b": 2, "optimizer": ["name": "sgd", "rate": 0.1]]) == 3)
        #expect(space.varyingParameters == ["a.b", "optimizer.name"])
        #expect(space.constants == ["optimizer.rate": 0.1])
    }

    @Test("changes zipped parameters together, at the place of the first of them")
    func zip() throws {
        let space = try SearchSpace(
            parameters: [Parameter("c", [1, 1, 2]), Parameter("a", ["x", "y", "z"]), Parameter("b", [0, 1])],
            zips: [["c", "a"]])
        #expect(space.pointCount == 6)
        #expect(space.parameters(at: 2).text() == #"{"a":"y","b":0,"c":1}"#)
        #expect(space.index(of: ["a": "y", "b": 0, "c": 2]) == nil)
        #expect(space.zips == [["a", "c"]])
    }

    @Test("gives a conditional parameter only where its condition holds")
    func when() throws {
        let sgd = Condition(tests: [.init("optimizer", .equals("sgd"))])
        let space = try SearchSpace(parameters: [
            Parameter("optimizer", ["adam", "sgd"]), Parameter("momentum", [0, 0.9], when: sgd),
        ])
        #expect(
            all(space) == [
                #"{"optimizer":"adam"}"#, #"{"momentum":0,"optimizer":"sgd"}"#, #"{"momentum":0.9,"optimizer":"sgd"}"#,
            ])
        #expect(space.index(of: ["momentum": 0.9, "optimizer": "adam"]) == nil)
        #expect(space.index(of: ["optimizer": "sgd"]) == nil)
    }

    @Test("follows chains of conditions")
    func chain() throws {
        let space = try SearchSpace(parameters: [
            Parameter("a", [1, 2], when: Condition(tests: [.init("b", .equals("deep"))])),
            Parameter("b", ["deep", "flat"], when: Condition(tests: [.init("c", .equals(true))])),
            Parameter("c", [false, true]),
        ])
        #expect(
            all(space) == [
                #"{"c":false}"#, #"{"a":1,"b":"deep","c":true}"#, #"{"a":2,"b":"deep","c":true}"#,
                #"{"b":"flat","c":true}"#,
            ])
    }

    @Test("never gives a parameter whose condition can't hold")
    func neverHolds() throws {
        let space = try SearchSpace(parameters: [
            Parameter("a", [1, 2]), Parameter("b", [1, 2, 3], when: Condition(tests: [.init("a", .equals(9))])),
        ])
        #expect(all(space) == [#"{"a":1}"#, #"{"a":2}"#])
    }

    @Test("takes 1 and 1.0 for one value")
    func numbers() throws {
        let space = try SearchSpace(parameters: [Parameter("a", [1.0, 2.5])])
        #expect(space.index(of: ["a": 1]) == 0)
        #expect(throws: SearchSpaceError.repeatedValue(["a"], 1)) {
            try SearchSpace(parameters: [Parameter("a", [1, 1.0])])
        }
        #expect(
            try SearchSpace(parameters: [Parameter(path: ["a"], values: .integers(first: 1, step: 1, count: 3))])
                == SearchSpace(parameters: [Parameter("a", [1, 2, 3])]))
    }

    @Test("tells an index that it does not have from one that it has")
    func outside() throws {
        let space = try SearchSpace(parameters: [Parameter("a", [1, 2])])
        #expect(space.parameters(at: -1) == [:])
        #expect(space.parameters(at: 2) == [:])
        #expect(!space.isExcluded(2))
        #expect(space.index(of: ["a": 3]) == nil)
        #expect(space.index(of: ["a": 1, "b": 1]) == nil)
        #expect(space.index(of: 1) == nil)
    }
}
