import JSON
import StatesLanguage
import Testing

@Suite("Checking state machines")
struct StateMachineDiagnosticsTests {
    private func diagnostics(_ json: JSON) -> [String] {
        do {
            _ = try StateMachine(json: json)
            return []
        } catch {
            return error.diagnostics.map(\.description)
        }
    }

    @Test(
        "A wrong state is told what is wrong, in one sentence",
        arguments: [
            (#"{"Type": "Pass"}"#, "SCHEMA_VALIDATION_FAILED: One of 'Next' and 'End' is required at /States/S"),
            (
                #"{"Type": "Pass", "End": true, "Next": "S"}"#,
                "SCHEMA_VALIDATION_FAILED: Only one of 'Next' and 'End' may be given at /States/S"
            ),
            (
                #"{"Type": "Pass", "End": "yes"}"#,
                "SCHEMA_VALIDATION_FAILED: End must be true or false at /States/S/End (received `\"yes\"`)"
            ),
            (
                #"{"Type": "Pss", "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: Type must be one of [Pass, Task, Choice, Wait, Succeed, Fail, Parallel, Map] at /States/S/Type (received `\"Pss\"`)"
            ),
            (#"{"End": true}"#, "SCHEMA_VALIDATION_FAILED: These fields are required: [Type] at /States/S"),
            (
                #"{"Type": "Pass", "End": true, "Retry": []}"#,
                "SCHEMA_VALIDATION_FAILED: Field 'Retry' is not supported at /States/S"
            ),
            (
                #"{"Type": "Pass", "End": true, "InputPath": "a"}"#,
                "SCHEMA_VALIDATION_FAILED: The value for the field 'InputPath' must be a valid JSONPath at /States/S/InputPath (a path starts with `$`, received `a`)"
            ),
            (
                #"{"Type": "Pass", "End": true, "ResultPath": "$[*]"}"#,
                "SCHEMA_VALIDATION_FAILED: The value for the field 'ResultPath' must be a valid Reference Path at /States/S/ResultPath (a reference path starts with `$` and has only names and indices, received `$[*]`)"
            ),
            (
                #"{"Type": "Pass", "End": true, "Parameters": []}"#,
                "SCHEMA_VALIDATION_FAILED: A payload template must be an object at /States/S/Parameters"
            ),
            (
                #"{"Type": "Pass", "End": true, "Assign": {"states": 1}}"#,
                "SCHEMA_VALIDATION_FAILED: 'states' is not a variable's name at /States/S/Assign (a letter, then letters, digits and underscores, 80 at most, not `states`)"
            ),
            (
                #"{"Type": "Pass", "End": true, "QueryLanguage": "JSONata"}"#,
                "SCHEMA_VALIDATION_FAILED: QueryLanguage JSONata is not supported at /States/S/QueryLanguage (write the machine in JSONPath, received `\"JSONata\"`)"
            ),
            (
                #"{"Type": "Pass", "Next": "T"}"#,
                "MISSING_TRANSITION_TARGET: Missing 'Next' target: T at /States/S/Next"
            ),
            (#"{"Type": "Pass", "Next": "S"}"#, "MISSING_END_STATE: Workflow has no terminal state at /States"),
            (
                #"{"Type": "Task", "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: These fields are required: [Resource] at /States/S"
            ),
            (
                #"{"Type": "Task", "Resource": "run", "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: Resource must be an ARN at /States/S/Resource (received `run`)"
            ),
            (
                #"{"Type": "Task", "Resource": "arn:a", "TimeoutSeconds": 0, "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: TimeoutSeconds must be a whole number from 1 to 99999999 at /States/S/TimeoutSeconds (received `0`)"
            ),
            (
                #"{"Type": "Task", "Resource": "arn:a", "TimeoutSeconds": 5, "HeartbeatSeconds": 5, "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: HeartbeatSeconds must be less than TimeoutSeconds at /States/S/HeartbeatSeconds (received 5)"
            ),
            (
                #"{"Type": "Task", "Resource": "arn:a", "TimeoutSeconds": 5, "TimeoutSecondsPath": "$.t", "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: Only one of 'TimeoutSeconds' and 'TimeoutSecondsPath' may be given at /States/S"
            ),
            (
                #"{"Type": "Task", "Resource": "arn:a", "Retry": [{"ErrorEquals": []}], "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: ErrorEquals must name at least one error at /States/S/Retry[0]/ErrorEquals"
            ),
            (
                #"{"Type": "Task", "Resource": "arn:a", "Retry": [{}], "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: These fields are required: [ErrorEquals] at /States/S/Retry[0]"
            ),
            (
                #"{"Type": "Task", "Resource": "arn:a", "Retry": [{"ErrorEquals": ["States.ALL", "A"]}], "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: States.ALL must stand alone and in the last element at /States/S/Retry[0]/ErrorEquals"
            ),
            (
                #"{"Type": "Task", "Resource": "arn:a", "Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["A"]}], "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: States.ALL must stand alone and in the last element at /States/S/Retry[0]/ErrorEquals"
            ),
            (
                #"{"Type": "Task", "Resource": "arn:a", "Retry": [{"ErrorEquals": ["A"], "BackoffRate": 0.5}], "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: BackoffRate must be a number from 1.0 to 1.7976931348623157e+308 at /States/S/Retry[0]/BackoffRate (received `0.5`)"
            ),
            (
                #"{"Type": "Task", "Resource": "arn:a", "Retry": [{"ErrorEquals": ["A"], "IntervalSeconds": 9, "MaxDelaySeconds": 9}], "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: MaxDelaySeconds must be greater than IntervalSeconds at /States/S/Retry[0]/MaxDelaySeconds (received 9, and the interval is 9)"
            ),
            (
                #"{"Type": "Task", "Resource": "arn:a", "Retry": [{"ErrorEquals": ["A"], "JitterStrategy": "HALF"}], "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: JitterStrategy must be one of [NONE, FULL] at /States/S/Retry[0]/JitterStrategy (received `\"HALF\"`)"
            ),
            (
                #"{"Type": "Task", "Resource": "arn:a", "Catch": [{"ErrorEquals": ["A"], "Next": "X"}], "End": true}"#,
                "MISSING_TRANSITION_TARGET: Missing 'Next' target: X at /States/S/Catch[0]/Next"
            ),
            (
                #"{"Type": "Task", "Resource": "arn:a", "Catch": {}, "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: Catch must be a list at /States/S/Catch (received `{}`)"
            ),
            (
                #"{"Type": "Wait", "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: Exactly one of [Seconds, SecondsPath, Timestamp, TimestampPath] is required at /States/S (received [])"
            ),
            (
                #"{"Type": "Wait", "Seconds": -1, "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: Seconds must be a whole number from 0 to 99999999 at /States/S/Seconds (received `-1`)"
            ),
            (
                #"{"Type": "Fail", "Error": "E", "ErrorPath": "$.e"}"#,
                "SCHEMA_VALIDATION_FAILED: Only one of 'Error' and 'ErrorPath' may be given at /States/S"
            ),
            (
                #"{"Type": "Fail", "CausePath": "cause"}"#,
                "SCHEMA_VALIDATION_FAILED: The value for the field 'CausePath' must be a valid JSONPath or a valid intrinsic function call at /States/S/CausePath (a path starts with `$`, and no intrinsic function is named `cause`, received `cause`)"
            ),
            (
                #"{"Type": "Succeed", "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: Field 'End' is not supported at /States/S"
            ),
            (
                #"{"Type": "Parallel", "Branches": [], "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: Branches must have at least one branch at /States/S/Branches"
            ),
            (
                #"{"Type": "Parallel", "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "S"}}}], "End": true}"#,
                "MISSING_TRANSITION_TARGET: Missing 'Next' target: S at /States/S/Branches[0]/States/A/Next"
            ),
            (
                #"{"Type": "Parallel", "Branches": [{"StartAt": "S", "States": {"S": {"Type": "Succeed"}}}], "End": true}"#,
                "DUPLICATE_STATE_NAME: Duplicate State name: S at /States/S/Branches[0]/States/S (also at /States/S)"
            ),
            (
                #"{"Type": "Map", "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: These fields are required: [ItemProcessor] at /States/S"
            ),
            (
                #"{"Type": "Map", "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}, "Label": "l", "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: Label is for distributed Maps only at /States/S/Label (set ProcessorConfig.Mode to DISTRIBUTED)"
            ),
            (
                #"{"Type": "Map", "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}}, "End": true}"#,
                "MISSING_TRANSITION_TARGET: State \"B\" is not reachable. at /States/S/ItemProcessor/States/B"
            ),
            (
                #"{"Type": "Map", "ItemProcessor": {"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}, "End": true}"#,
                "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/S/ItemProcessor/StartAt"
            ),
            (
                #"{"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}, "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}, "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: These fields are required: [ExecutionType] at /States/S/ItemProcessor/ProcessorConfig"
            ),
            (
                #"{"Type": "Map", "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}, "MaxConcurrency": 1e99, "End": true}"#,
                "SCHEMA_VALIDATION_FAILED: MaxConcurrency must be a whole number from 0 to 100000000 at /States/S/MaxConcurrency (received `1e+99`)"
            ),
            (
                #"{"Type": "Choice", "Choices": []}"#,
                "SCHEMA_VALIDATION_FAILED: Choices must have at least one rule at /States/S/Choices"
            ),
        ])
    func wrongStates(_ state: String, _ expected: String) throws {
        let found = diagnostics(machine(try JSON(parsing: state)))
        #expect(found.contains(expected), "\(found)")
    }

    @Test(
        "A wrong choice rule is told what is wrong",
        arguments: [
            (
                #"{"Variable": "$.a", "BooleanEquals": true}"#,
                "These fields are required: [Next] at /States/S/Choices[0]"
            ),
            (
                #"{"Variable": "$.a", "Next": "E"}"#,
                "A rule with Variable needs exactly one comparison at /States/S/Choices[0] (received 0)"
            ),
            (
                #"{"Variable": "$.a", "IsNull": true, "IsString": true, "Next": "E"}"#,
                "A rule with Variable needs exactly one comparison at /States/S/Choices[0] (received 2)"
            ),
            (
                #"{"BooleanEquals": true, "Next": "E"}"#,
                "A rule has exactly one of And, Or, Not and Variable at /States/S/Choices[0] (received [])"
            ),
            (#"{"And": [], "Next": "E"}"#, "And must have at least one rule at /States/S/Choices[0]/And"),
            (
                #"{"Not": {"Variable": "$.a", "IsNull": 1}, "Next": "E"}"#,
                "IsNull must be true or false at /States/S/Choices[0]/Not/IsNull (received `1`)"
            ),
            (
                #"{"Or": [{"Variable": "$.a", "IsNull": true, "Next": "E"}], "Next": "E"}"#,
                "Field 'Next' is not supported at /States/S/Choices[0]/Or[0]"
            ),
            (
                #"{"Variable": "a", "IsNull": true, "Next": "E"}"#,
                "The value for the field 'Variable' must be a valid JSONPath at /States/S/Choices[0]/Variable (a path starts with `$`, received `a`)"
            ),
            (
                #"{"Variable": "$.a", "NumericEquals": "1", "Next": "E"}"#,
                "NumericEquals must be a number at /States/S/Choices[0]/NumericEquals (received `\"1\"`)"
            ),
            (
                #"{"Variable": "$.a", "TimestampEquals": "today", "Next": "E"}"#,
                "String does not match RFC3339 timestamp at /States/S/Choices[0]/TimestampEquals (received `today`; write it as 2026-11-24T10:57:00Z)"
            ),
            (
                #"{"Variable": "$.a", "StringMatchesPath": "$.b", "Next": "E"}"#,
                "Field 'StringMatchesPath' is not supported at /States/S/Choices[0]"
            ),
            (
                #"{"Variable": "$.a", "IsNull": true, "Next": "F"}"#,
                "Missing 'Next' target: F at /States/S/Choices[0]/Next"
            ),
        ])
    func wrongRules(_ rule: String, _ expected: String) throws {
        let definition: JSON = [
            "StartAt": "S",
            "States": [
                "S": ["Type": "Choice", "Choices": [try JSON(parsing: rule)], "Default": "E"], "E": ["Type": "Succeed"],
            ],
        ]
        #expect(diagnostics(definition).contains { $0.hasSuffix(": " + expected) }, "\(diagnostics(definition))")
    }

    @Test("Everything wrong with a machine is reported at once")
    func allAtOnce() {
        let definition: JSON = [
            "StartAt": "Nowhere", "Version": "2.0", "TimeoutSeconds": "long", "Extra": 1,
            "States": [
                "A": ["Type": "Pass", "Next": "B"], "C": ["Type": "Wait", "Seconds": 1.5, "End": true], "D": 3,
            ],
        ]
        #expect(
            diagnostics(definition).sorted() == [
                "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next",
                "MISSING_TRANSITION_TARGET: Missing 'Next' target: Nowhere at /StartAt",
                "MISSING_TRANSITION_TARGET: State \"A\" is not reachable. at /States/A",
                "MISSING_TRANSITION_TARGET: State \"C\" is not reachable. at /States/C",
                "MISSING_TRANSITION_TARGET: State \"D\" is not reachable. at /States/D",
                "SCHEMA_VALIDATION_FAILED: An object is expected at /States/D (received `3`)",
                "SCHEMA_VALIDATION_FAILED: Field 'Extra' is not supported at /",
                "SCHEMA_VALIDATION_FAILED: Seconds must be a whole number from 0 to 99999999 at /States/C/Seconds (received `1.5`)",
                "SCHEMA_VALIDATION_FAILED: These fields are required: [Type] at /States/D",
                "SCHEMA_VALIDATION_FAILED: TimeoutSeconds must be a whole number from 1 to 99999999 at /TimeoutSeconds (received `\"long\"`)",
                "SCHEMA_VALIDATION_FAILED: Version must be \"1.0\" at /Version (received `\"2.0\"`)",
            ])
    }

    @Test(
        "Texts that are no machine are refused and never trap",
        arguments: [
            "", "{", "[]", "null", "1", "\"a\"", "{\"StartAt\": 1}", "{\"States\": []}",
            "{\"StartAt\":\"A\",\"States\":{}}", "\u{FFFD}",
        ])
    func notMachines(_ text: String) {
        #expect(throws: InvalidStateMachine.self) { try StateMachine(parsing: text.utf8) }
    }

    @Test("A definition nested as deep as JSON may be is read without harm")
    func deep() {
        var state: JSON = ["Type": "Succeed"]
        for level in 0..<120 {
            let name = "M\(level)"
            state = [
                "Type": "Map", "ItemProcessor": ["StartAt": .string(name), "States": .object([name: state])],
                "End": true,
            ]
        }
        #expect(diagnostics(machine(state)).isEmpty)
        #expect(throws: InvalidStateMachine.self) {
            try StateMachine(parsing: (String(repeating: "{\"States\":", count: 100_000)).utf8)
        }
    }

    @Test("A definition of more than a mebibyte is refused")
    func tooLarge() {
        let definition = machine([
            "Type": "Pass", "Result": .string(String(repeating: "x", count: 1 << 20)), "End": true,
        ])
        #expect(
            diagnostics(definition) == [
                "SCHEMA_VALIDATION_FAILED: The definition must be at most 1048576 bytes long at / (it has 1048645)"
            ])
    }

    @Test("A name of more than 80 characters is refused")
    func longName() {
        let name = String(repeating: "n", count: 81)
        let definition: JSON = ["StartAt": .string(name), "States": .object([name: ["Type": "Succeed"]])]
        #expect(diagnostics(definition).count == 1)
    }
}
