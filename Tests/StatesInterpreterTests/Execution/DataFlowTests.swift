import JSON
import StatesInterpreter
import Testing

@Suite("Data through states")
struct DataFlowTests {
    @Test("A task's input and result pass through every field in order")
    func everyField() async throws {
        let runner = ClosureRunner { request throws(TaskFailure) in ["result": request.parameters, "noise": 1] }
        let state: JSON = [
            "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "InputPath": "$.in",
            "Parameters": ["p.$": "$.v", "try.$": "$$.State.RetryCount"],
            "ResultSelector": ["r.$": "$.result.p"], "ResultPath": "$.out", "OutputPath": "$.out",
            "Assign": ["kept.$": "$.r"], "End": true,
        ]
        let ran = try await run(machine(state), input: ["in": ["v": 7]], runner: runner)
        #expect(ran.result == .succeeded(output: ["r": 7]))
        #expect(runner.requests.map(\.parameters) == [["p": 7, "try": 0]])
        #expect(ran.events.first { $0.type == .taskStateExited }?.details["assignedVariables"] == ["kept": 7])
    }

    @Test("The context object names the execution, the machine, the state and the item")
    func context() async throws {
        let runner = ClosureRunner { request throws(TaskFailure) in request.parameters }
        let state: JSON = [
            "Type": "Map",
            "ItemProcessor": [
                "StartAt": "T",
                "States": [
                    "T": [
                        "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                        "Parameters": ["all.$": "$$"], "End": true,
                    ]
                ],
            ], "End": true,
        ]
        let ran = try await run(machine(state), input: ["x"], runner: runner)
        #expect(
            ran.result
                == .succeeded(output: [
                    [
                        "all": [
                            "Execution": [
                                "Id": "arn:aws:states::000000000000:execution:machine:run-1", "Input": ["x"],
                                "Name": "run-1",
                                "RoleArn": "arn:aws:iam::000000000000:role/local",
                                "StartTime": "2026-11-24T09:57:00.000Z",
                            ],
                            "StateMachine": [
                                "Id": "arn:aws:states::000000000000:stateMachine:machine", "Name": "machine",
                            ],
                            "State": ["Name": "T", "EnteredTime": "2026-11-24T09:57:00.000Z", "RetryCount": 0],
                            "Task": ["Token": "arn:aws:states::000000000000:execution:machine:run-1#5.0"],
                            "Map": ["Item": ["Index": 0, "Value": "x"]],
                        ]
                    ]
                ]))
    }

    @Test("Inner scopes see outer variables and cannot change them")
    func scopes() async throws {
        let inner: JSON = [
            "StartAt": "I",
            "States": [
                "I": ["Type": "Pass", "Assign": ["v": 2], "Next": "J"],
                "J": ["Type": "Pass", "Parameters": ["v.$": "$v"], "End": true],
            ],
        ]
        let definition: JSON = [
            "StartAt": "A",
            "States": [
                "A": ["Type": "Pass", "Assign": ["v": 1], "Next": "P"],
                "P": ["Type": "Parallel", "Branches": [inner], "Next": "Z"],
                "Z": ["Type": "Pass", "Parameters": ["inner.$": "$[0].v", "outer.$": "$v"], "End": true],
            ],
        ]
        #expect(try await run(definition).result == .succeeded(output: ["inner": 2, "outer": 1]))
    }

    @Test("Assign computes all its values from those on entry")
    func simultaneous() async throws {
        let definition: JSON = [
            "StartAt": "A",
            "States": [
                "A": ["Type": "Pass", "Assign": ["a": 1, "b": 2], "Next": "B"],
                "B": ["Type": "Pass", "Assign": ["a.$": "$b", "b.$": "$a"], "Next": "C"],
                "C": ["Type": "Pass", "Parameters": ["a.$": "$a", "b.$": "$b"], "End": true],
            ],
        ]
        #expect(try await run(definition).result == .succeeded(output: ["a": 2, "b": 1]))
    }

    @Test("A task's result over 256 KiB is its failure, which States.ALL catches as AWS was seen to do")
    func largeResult() async throws {
        let runner = ClosureRunner { _ throws(TaskFailure) in .string(String(repeating: "x", count: 262_143)) }
        let definition: JSON = [
            "StartAt": "T",
            "States": [
                "T": [
                    "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                    "Catch": [["ErrorEquals": ["States.ALL"], "Next": "E"]], "End": true,
                ], "E": ["Type": "Pass", "End": true],
            ],
        ]
        #expect(
            try await run(definition, runner: runner).result
                == .succeeded(output: [
                    "Error": "States.DataLimitExceeded",
                    "Cause":
                        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
                ]))
        let fitting = ClosureRunner { _ throws(TaskFailure) in .string(String(repeating: "x", count: 262_142)) }
        #expect(try await run(definition, runner: fitting).result.status == "SUCCEEDED")
    }

    @Test(
        "An output over 256 KiB ends the execution; States.ALL does not catch it, its name does",
        arguments: [("States.ALL", "FAILED"), ("States.DataLimitExceeded", "SUCCEEDED")])
    func largeOutput(_ name: String, _ status: String) async throws {
        let runner = ClosureRunner { _ throws(TaskFailure) in .string(String(repeating: "x", count: 200_000)) }
        let definition: JSON = [
            "StartAt": "T",
            "States": [
                "T": [
                    "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "ResultPath": "$.r",
                    "Catch": [["ErrorEquals": [.string(name)], "Next": "E"]], "End": true,
                ], "E": ["Type": "Pass", "End": true],
            ],
        ]
        let ran = try await run(
            definition, input: ["i": .string(String(repeating: "y", count: 100_000))], runner: runner)
        #expect(ran.result.status == status)
    }

    @Test("Data that a loop nests ever deeper ends with an error, never a trap")
    func deepening() async throws {
        let definition: JSON = [
            "StartAt": "A",
            "States": [
                "A": ["Type": "Pass", "Parameters": ["a.$": "$"], "Next": "B"],
                "B": [
                    "Type": "Choice", "Choices": [["Variable": "$.end", "IsPresent": true, "Next": "E"]],
                    "Default": "A",
                ], "E": ["Type": "Succeed"],
            ],
        ]
        let ran = try await run(definition)
        guard case .failed(let error, _) = ran.result else {
            Issue.record("\(ran.result)")
            return
        }
        #expect(error == "States.DataLimitExceeded")
    }

    @Test(
        "Wrong data at run time are AWS's errors and never trap",
        arguments: [
            (#"{"Type": "Wait", "SecondsPath": "$.x", "End": true}"#, #"{"x": 1e300}"#, "States.Runtime"),
            (#"{"Type": "Wait", "SecondsPath": "$.x", "End": true}"#, #"{"x": 9223372036854775807}"#, "States.Runtime"),
            (#"{"Type": "Wait", "SecondsPath": "$.x", "End": true}"#, #"{"x": -1}"#, "States.Runtime"),
            (#"{"Type": "Wait", "TimestampPath": "$.x", "End": true}"#, #"{"x": 1}"#, "States.Runtime"),
            (#"{"Type": "Fail", "ErrorPath": "$.x"}"#, #"{"x": 1}"#, "States.Runtime"),
            (#"{"Type": "Fail", "ErrorPath": "$.y"}"#, #"{}"#, "States.Runtime"),
            (#"{"Type": "Pass", "Parameters": {"a.$": "$.x"}, "End": true}"#, "null", "States.Runtime"),
            (
                #"{"Type": "Pass", "Parameters": {"a.$": "States.ArrayGetItem($.x, 5)"}, "End": true}"#, #"{"x": []}"#,
                "States.IntrinsicFailure"
            ),
            (#"{"Type": "Pass", "ResultPath": "$.x", "End": true}"#, "[1]", "States.ResultPathMatchFailure"),
            (
                #"{"Type": "Task", "Resource": "arn:a", "TimeoutSecondsPath": "$.x", "End": true}"#, #"{"x": "soon"}"#,
                "States.Runtime"
            ),
            (
                #"{"Type": "Map", "ItemsPath": "$.x", "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Succeed"}}}, "End": true}"#,
                #"{"x": {}}"#, "States.Runtime"
            ),
            (
                #"{"Type": "Map", "MaxConcurrencyPath": "$[0]", "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Succeed"}}}, "End": true}"#,
                "[-1]", "States.Runtime"
            ),
        ])
    func wrongData(_ state: String, _ input: String, _ expected: String) async throws {
        let result = try await run(machine(try JSON(parsing: state)), input: try JSON(parsing: input)).result
        guard case .failed(let error, _) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(error == expected)
    }

    @Test("A Choice without a match and without Default is States.NoChoiceMatched")
    func noChoice() async throws {
        let definition: JSON = [
            "StartAt": "C",
            "States": [
                "C": ["Type": "Choice", "Choices": [["Variable": "$.x", "IsPresent": true, "Next": "E"]]],
                "E": ["Type": "Succeed"],
            ],
        ]
        #expect(
            try await run(definition).result
                == .failed(
                    error: "States.NoChoiceMatched",
                    cause:
                        "An error occurred while executing the state 'C' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state."
                ))
    }

    @Test("A Wait lasts from the moment its state was entered")
    func waits() async throws {
        let ran = try await run(machine(["Type": "Wait", "Seconds": 31_536_000, "End": true]))
        #expect(ran.clock.waits == [31_536_000])
        let past = try await run(machine(["Type": "Wait", "Timestamp": "2016-03-14T01:59:00Z", "End": true]))
        #expect(past.result == .succeeded(output: [:]))
    }
}
