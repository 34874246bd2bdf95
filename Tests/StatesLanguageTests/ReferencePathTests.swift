import JSON
import StatesLanguage
import Testing

@Suite("Reference paths")
struct ReferencePathTests {
    @Test(
        "ResultPath puts the result in its place",
        arguments: [
            ("$", "{\"a\":1}", "7"),
            ("$.b", "{\"a\":1}", "{\"a\":1,\"b\":7}"),
            ("$.a", "{\"a\":1}", "{\"a\":7}"),
            ("$.b.c.d", "{\"a\":1}", "{\"a\":1,\"b\":{\"c\":{\"d\":7}}}"),
            ("$.l[1]", "{\"l\":[1,2]}", "{\"l\":[1,7]}"),
            ("$['x y']", "{}", "{\"x y\":7}"),
        ])
    func inserts(_ path: String, _ input: String, _ expected: String) throws {
        #expect(try ReferencePath(path).insert(7, into: JSON(parsing: input)).text() == expected)
    }

    @Test(
        "A place that the input can't have is AWS's error",
        arguments: [("$.a.b", "{\"a\":1}"), ("$.a", "[1]"), ("$.l[2]", "{\"l\":[1]}"), ("$.n[0]", "{}")])
    func mismatches(_ path: String, _ input: String) {
        let error = #expect(throws: EvaluationFailure.self) {
            try ReferencePath(path).insert(7, into: JSON(parsing: input))
        }
        #expect(error?.error == "States.ResultPathMatchFailure")
        #expect(error?.cause == "Unable to apply Reference Path \(path) to input \(input)")
    }

    @Test(
        "A path that could name several places is no reference path",
        arguments: ["$.a[*]", "$..a", "$.a[0:1]", "$[?(@.a)]", "$$.a", "$v", "$.a[-1]", "$['a','b']"])
    func refuses(_ path: String) {
        #expect(throws: InvalidExpression.self) { try ReferencePath(path) }
    }
}
