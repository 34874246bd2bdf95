import JSON
import StatesLanguage
import Testing

@Suite("Payload templates")
struct PayloadTemplateTests {
    @Test("Only fields whose names end in .$ are computed, at every depth")
    func computes() throws {
        let template = try PayloadTemplate([
            "literal": "$.a", "copy.$": "$.a", "deep": ["list": [["id.$": "States.Format('p{}', $.a)"], 2]],
            "none": nil,
        ])
        let payload = try template.evaluate(in: scope(["a": 1]))
        #expect(payload == ["literal": "$.a", "copy": 1, "deep": ["list": [["id": "p1"], 2]], "none": nil])
    }

    @Test("A path that finds nothing names its field and the input")
    func missing() throws {
        let template = try PayloadTemplate(["x": ["b.$": "$.b"]])
        let failure = #expect(throws: EvaluationFailure.self) { try template.evaluate(in: scope(["a": 1])) }
        #expect(failure?.error == "States.Runtime")
        #expect(
            failure?.cause
                == "The JSONPath '$.b' specified for the field 'b.$' could not be found in the input '{\"a\":1}'")
    }

    @Test("Every wrong field is reported at once, with its place")
    func problems() throws {
        let error = #expect(throws: InvalidTemplate.self) {
            try PayloadTemplate([
                "a.$": 1, "b": [["c.$": "x"]], "d": 1, "d.$": "$.d", "e.$": "$.", "f.$": "States.Nope()",
            ])
        }
        #expect(error?.problems.map(\.path) == ["", "/b[0]", "", "", ""])
        #expect(
            error?.problems.map(\.message) == [
                "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call",
                "The value for the field 'c.$' must be a valid JSONPath or a valid intrinsic function call",
                "The field 'd' is given twice, as 'd' and 'd.$'",
                "The value for the field 'e.$' must be a valid JSONPath or a valid intrinsic function call",
                "The value for the field 'f.$' must be a valid JSONPath or a valid intrinsic function call",
            ])
    }

    @Test("A template is an object", arguments: [JSON.string("$.a"), [1], nil, 3])
    func notAnObject(_ json: JSON) {
        #expect(throws: InvalidTemplate.self) { try PayloadTemplate(json) }
    }
}
