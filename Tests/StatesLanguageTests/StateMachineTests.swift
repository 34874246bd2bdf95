import JSON
import StatesLanguage
import Testing

@Suite("State machines as values")
struct StateMachineTests {
    /// The shape of a compiled sweep.
    private static func sweep() throws -> StateMachine {
        let run = TaskState(
            resource: "arn:aws:states:::batch:submitJob.sync",
            parameters: try PayloadTemplate([
                "JobName.$": "States.Format('pack-{}', $.pack)", "JobQueue.$": "$.target.queue",
            ]),
            resultSelector: try PayloadTemplate(["id.$": "$.JobId"]), resultPath: "$.job", timeoutSeconds: .value(3600),
            retry: [
                Retrier(
                    errorEquals: ["Batch.AWSBatchException"], intervalSeconds: 2, maxAttempts: 10, backoffRate: 2,
                    maxDelaySeconds: 60, jitterStrategy: .full)
            ],
            catch: [Catcher(errorEquals: ["States.ALL"], next: "Record", resultPath: "$.failure")], transition: .end)
        let train = MapState(
            itemSelector: try PayloadTemplate(["pack.$": "$$.Map.Item.Value", "target.$": "$.target"]),
            itemProcessor: ItemProcessor(
                processorConfig: ProcessorConfig(mode: .distributed, executionType: .standard), startAt: "Run",
                states: ["Run": .task(run), "Record": .pass(PassState(outputPath: .nothing, transition: .end))]),
            maxConcurrency: .value(40),
            itemReader: ItemReader(
                resource: "arn:aws:states:::s3:getObject",
                parameters: try PayloadTemplate(["Bucket.$": "$.target.bucket", "Key": "manifest.json"]),
                readerConfig: ReaderConfig(inputType: .json)),
            toleratedFailurePercentage: .value(100), label: "Train", resultPath: .discard, transition: .next("Enough?"))
        let enough = ChoiceState(
            choices: [ChoiceRule(.test("$.good", .numeric(.greaterThanEquals, .value(1))), next: "Done")],
            default: "TooFew")
        return StateMachine(
            comment: "A sweep", startAt: "Train",
            states: [
                "Train": .map(train), "Enough?": .choice(enough), "Done": .succeed(SucceedState()),
                "TooFew": .fail(FailState(error: .text("TooFew"), cause: .text("No trial succeeded."))),
            ], timeoutSeconds: 86_400)
    }

    @Test("A machine built in Swift is the document that it should be")
    func encoding() throws {
        let machine = try Self.sweep()
        #expect(machine.diagnostics.isEmpty)
        #expect(try StateMachine(json: machine.json) == machine)
        #expect(machine.json["States"]?["Train"]?["ResultPath"] == JSON.null)
        #expect(
            machine.json["States"]?["Train"]?["ItemProcessor"]?["States"]?["Run"]?.text()
                == #"{"Catch":[{"ErrorEquals":["States.ALL"],"Next":"Record","ResultPath":"$.failure"}],"End":true,"#
                + #""Parameters":{"JobName.$":"States.Format('pack-{}', $.pack)","JobQueue.$":"$.target.queue"},"#
                + #""Resource":"arn:aws:states:::batch:submitJob.sync","ResultPath":"$.job","ResultSelector":{"id.$":"$.JobId"},"#
                + #""Retry":[{"BackoffRate":2.0,"ErrorEquals":["Batch.AWSBatchException"],"IntervalSeconds":2,"JitterStrategy":"FULL","#
                + #""MaxAttempts":10,"MaxDelaySeconds":60}],"TimeoutSeconds":3600,"Type":"Task"}"#)
    }

    @Test("A machine built in Swift is checked like any other")
    func diagnostics() throws {
        var machine = try Self.sweep()
        machine.states["Done"] = nil
        machine.timeoutSeconds = 0
        #expect(machine.diagnostics.map(\.code) == [.schemaValidationFailed, .missingTransitionTarget])
    }

    @Test("Old field names are read and written as the current ones")
    func oldNames() throws {
        let old: JSON = [
            "Type": "Map", "Parameters": ["v.$": "$$.Map.Item.Value"],
            "Iterator": ["StartAt": "P", "States": ["P": ["Type": "Succeed"]]],
            "End": true,
        ]
        let state = try StateMachine(json: machine(old)).json["States"]?["S"]
        #expect(state?["ItemSelector"] == ["v.$": "$$.Map.Item.Value"])
        #expect(state?["ItemProcessor"]?["StartAt"] == "P")
        #expect(state?["Iterator"] == nil)
    }

    @Test("Every field of every state survives reading and writing")
    func everyField() throws {
        let definition: JSON = [
            "Comment": "all", "StartAt": "P", "Version": "1.0", "TimeoutSeconds": 9,
            "States": [
                "P": [
                    "Type": "Pass", "Comment": "c", "InputPath": nil, "Parameters": ["a.$": "$"],
                    "Result": [1, 1.0, nil], "ResultPath": "$.r", "OutputPath": "$.r", "Assign": ["v": 1], "Next": "W",
                ],
                "W": ["Type": "Wait", "TimestampPath": "$.t", "Assign": ["v.$": "$v"], "Next": "T"],
                "T": [
                    "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSecondsPath": "$.t",
                    "HeartbeatSecondsPath": "$.h", "Credentials": ["RoleArn.$": "$.role"],
                    "Catch": [["ErrorEquals": ["A"], "Next": "C", "Assign": ["e.$": "$.Error"], "Comment": "c"]],
                    "Next": "C",
                ],
                "C": [
                    "Type": "Choice", "Default": "M", "Assign": ["v": 2],
                    "Choices": [
                        [
                            "Or": [
                                ["And": [["Variable": "$.a", "StringLessThanEqualsPath": "$.b"]]],
                                ["Not": ["Variable": "$.a", "TimestampGreaterThan": "2026-11-24T10:57:00Z"]],
                            ], "Next": "F", "Assign": ["v": 3], "Comment": "c",
                        ],
                        ["Variable": "$v", "StringMatches": "a*", "Next": "M"],
                        ["Variable": "$v", "BooleanEqualsPath": "$.b", "Next": "M"],
                    ],
                ],
                "M": [
                    "Type": "Map", "ItemsPath": "$.items", "ItemSelector": ["i.$": "$$.Map.Item.Index"],
                    "MaxConcurrencyPath": "$.n", "Label": "L",
                    "ItemReader": [
                        "Resource": "arn:aws:states:::s3:getObject", "Parameters": ["Bucket": "b", "Key": "k"],
                        "ReaderConfig": [
                            "InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a"],
                            "CSVDelimiter": "TAB", "MaxItemsPath": "$.n",
                        ],
                    ],
                    "ItemBatcher": [
                        "MaxItemsPerBatch": 3, "MaxInputBytesPerBatchPath": "$.n", "BatchInput": ["k.$": "$.k"],
                    ],
                    "ResultWriter": [
                        "Resource": "arn:aws:states:::s3:putObject", "Parameters": ["Bucket": "b", "Prefix": "p"],
                        "WriterConfig": ["OutputType": "JSONL", "Transformation": "FLATTEN"],
                    ],
                    "ToleratedFailureCountPath": "$.c", "ToleratedFailurePercentage": 12.5,
                    "ResultSelector": ["r.$": "$"], "Retry": [["ErrorEquals": ["States.ALL"], "Comment": "c"]],
                    "ItemProcessor": [
                        "Comment": "c", "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"],
                        "StartAt": "I", "States": ["I": ["Type": "Succeed", "InputPath": "$.a", "OutputPath": nil]],
                    ],
                    "Next": "A",
                ],
                "A": [
                    "Type": "Parallel", "Parameters": ["x": 1],
                    "Branches": [
                        [
                            "StartAt": "B", "States": ["B": ["Type": "Wait", "SecondsPath": "$.s", "End": true]],
                            "Comment": "c",
                        ]
                    ], "Next": "F",
                ],
                "F": ["Type": "Fail", "ErrorPath": "$.e", "CausePath": "States.Format('{}', $.c)"],
            ],
        ]
        #expect(try StateMachine(json: definition).json == definition)
    }

    @Test(
        "A resource says what does the work",
        arguments: [
            (
                "arn:aws:states:::batch:submitJob.sync",
                TaskResource.service(name: "batch", api: "submitJob", pattern: .sync)
            ),
            (
                "arn:aws:states:::states:startExecution.sync:2",
                .service(name: "states", api: "startExecution", pattern: .sync)
            ),
            (
                "arn:aws:states:::aws-sdk:s3:getObject",
                .service(name: "aws-sdk:s3", api: "getObject", pattern: .requestResponse)
            ),
            (
                "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                .service(name: "sqs", api: "sendMessage", pattern: .waitForTaskToken)
            ),
            ("arn:aws:lambda:eu-west-1:111111111111:function:reduce:1", .function),
            ("arn:aws:states:eu-west-1:111111111111:activity:a", .activity),
            ("arn:", .function),
        ])
    func resources(_ arn: String, _ expected: TaskResource) {
        #expect(TaskResource(arn) == expected)
    }
}
