import JSON
import StatesInterpreter
import Testing

@Suite("Distributed Maps")
struct DistributedMapTests {
    private static let processor: JSON = [
        "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "T",
        "States": ["T": ["Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true]],
    ]

    private func map(_ fields: JSON) -> JSON {
        guard case .object(var members) = fields else { return fields }
        members.merge(["Type": "Map", "ItemProcessor": Self.processor, "MaxConcurrency": 1, "End": true]) { given, _ in
            given
        }
        return machine(.object(members))
    }

    private static var echo: ClosureRunner { ClosureRunner { request throws(TaskFailure) in request.parameters } }

    /// Fails for items below `limit`.
    private static func failing(below limit: Int) -> ClosureRunner {
        ClosureRunner { request throws(TaskFailure) in
            if (request.parameters.int ?? 0) < limit {
                throw TaskFailure(error: "Bad", cause: "item \(request.parameters)")
            }
            return request.parameters
        }
    }

    private static let tooMany = ExecutionResult.failed(
        error: "States.ExceedToleratedFailureThreshold", cause: "The specified tolerated failure threshold was exceeded"
    )

    @Test("Each item runs as an execution of its own, with a history of its own")
    func children() async throws {
        let ran = try await run(map(["Label": "Train"]), input: ["a", "b"], runner: Self.echo)
        #expect(ran.result == .succeeded(output: ["a", "b"]))
        #expect(
            ran.types == [
                "ExecutionStarted", "MapStateEntered", "MapStateStarted", "MapRunStarted", "MapRunSucceeded",
                "MapStateSucceeded", "MapStateExited",
                "ExecutionSucceeded",
            ])
        let second = ran.events.filter { $0.execution == [IterationStep(stateName: "S", index: 1)] }
        #expect(second.map(\.id) == Array(1...7))
        #expect(second.first?.type == .executionStarted)
        #expect(second.last?.details["output"] == "b")
    }

    @Test("The first failure ends the run where none is tolerated")
    func intolerant() async throws {
        let runner = Self.failing(below: 2)
        let ran = try await run(map([:]), input: [1, 2, 3], runner: runner)
        #expect(ran.result == Self.tooMany)
        #expect(runner.requests.count == 1)
        #expect(ran.types.suffix(3) == ["MapRunFailed", "MapStateFailed", "ExecutionFailed"])
    }

    @Test(
        "As many failures as tolerated leave the others' results, one more ends the run",
        arguments: [
            (#"{"ToleratedFailureCount": 2}"#, 2, true), (#"{"ToleratedFailureCount": 2}"#, 3, false),
            (#"{"ToleratedFailurePercentage": 50}"#, 2, true), (#"{"ToleratedFailurePercentage": 49.9}"#, 2, false),
            (#"{"ToleratedFailurePercentage": 100}"#, 4, true),
            (#"{"ToleratedFailureCount": 4, "ToleratedFailurePercentage": 25}"#, 2, false),
            (#"{"ToleratedFailureCount": 1, "ToleratedFailurePercentage": 100}"#, 2, false),
        ])
    func tolerance(_ fields: String, _ failures: Int, _ isTolerated: Bool) async throws {
        let ran = try await run(
            map(try JSON(parsing: fields)), input: [0, 1, 2, 3], runner: Self.failing(below: failures))
        let survivors = JSON.array((failures..<4).map(JSON.integer))
        #expect(ran.result == (isTolerated ? .succeeded(output: survivors) : Self.tooMany))
    }

    @Test("A States.Runtime error in a child is one failed item, not the end of the parent")
    func runtimeInChild() async throws {
        let processor: JSON = [
            "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "P",
            "States": ["P": ["Type": "Pass", "Parameters": ["v.$": "$.v"], "End": true]],
        ]
        let ran = try await run(
            map(["ItemProcessor": processor, "ToleratedFailurePercentage": 100]), input: [["v": 1], ["w": 2]])
        #expect(ran.result == .succeeded(output: [["v": 1]]))
    }

    @Test("Batches hold as many items as both limits allow, and the common input")
    func batches() async throws {
        let batcher: JSON = ["MaxItemsPerBatch": 2, "BatchInput": ["sweep.$": "$.sweep"]]
        let fields: JSON = [
            "ItemsPath": "$.items", "ItemBatcher": batcher, "ItemSelector": ["i.$": "$$.Map.Item.Index"],
        ]
        let runner = Self.echo
        _ = try await run(map(fields), input: ["sweep": "s", "items": ["a", "b", "c"]], runner: runner)
        #expect(
            runner.requests.map(\.parameters) == [
                ["BatchInput": ["sweep": "s"], "Items": [["i": 0], ["i": 1]]],
                ["BatchInput": ["sweep": "s"], "Items": [["i": 2]]],
            ])
    }

    @Test(
        "The bytes of a batch count its whole text; one item always fits",
        arguments: [(25, [2, 1]), (24, [1, 1, 1]), (32, [3]), (1, [1, 1, 1])])
    func batchBytes(_ bytes: Int, _ expected: [Int]) async throws {
        // {"Items":["aaaa","aaaa"]} has 25 bytes, and a third item makes it 32.
        let runner = Self.echo
        let fields: JSON = ["ItemBatcher": ["MaxInputBytesPerBatch": .integer(bytes)]]
        _ = try await run(map(fields), input: ["aaaa", "aaaa", "aaaa"], runner: runner)
        #expect(runner.requests.map { $0.parameters["Items"]?.array?.count } == expected)
    }

    @Test("A failed batch counts all its items")
    func failedBatch() async throws {
        let runner = ClosureRunner { _ throws(TaskFailure) in throw TaskFailure(error: "Bad") }
        let fields: JSON = ["ItemBatcher": ["MaxItemsPerBatch": 2], "ToleratedFailureCount": 1]
        #expect(try await run(map(fields), input: [1, 2], runner: runner).result == Self.tooMany)
    }

    @Test("Items come from a JSON list, JSON lines, CSV or a listing of objects")
    func readers() async throws {
        let objects = MemoryObjects([
            "m.json": #"{"packs": [{"id": 1}, {"id": 2}]}"#, "m.jsonl": "{\"id\":1}\n\n{\"id\":2}\r\n",
            "m.csv": "id;name\n1;\"a;\"\"b\"\"\"\n2\n",
        ])
        let read = { (reader: JSON) in
            try await run(map(["ItemReader": reader]), input: ["key": "m.json"], runner: Self.echo, objects: objects)
                .result
        }
        let get: JSON = "arn:aws:states:::s3:getObject"
        #expect(
            try await read([
                "Resource": get, "Parameters": ["Bucket": "b", "Key.$": "$.key"],
                "ReaderConfig": ["InputType": "JSON", "ItemsPointer": "/packs"],
            ])
                == .succeeded(output: [["id": 1], ["id": 2]]))
        #expect(
            try await read([
                "Resource": get, "Parameters": ["Bucket": "b", "Key": "m.jsonl"],
                "ReaderConfig": ["InputType": "JSONL", "MaxItems": 1],
            ])
                == .succeeded(output: [["id": 1]]))
        #expect(
            try await read([
                "Resource": get, "Parameters": ["Bucket": "b", "Key": "m.csv"],
                "ReaderConfig": ["InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW", "CSVDelimiter": "SEMICOLON"],
            ])
                == .succeeded(output: [["id": "1", "name": "a;\"b\""], ["id": "2", "name": ""]]))
        let listing = try await read([
            "Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": ["Bucket": "b", "Prefix": "m.c"],
        ])
        let row: JSON = [
            "Etag": "\"22\"", "Key": "m.csv", "LastModified": 1_795_514_220, "Size": 22, "StorageClass": "STANDARD",
        ]
        #expect(listing == .succeeded(output: [row]))
    }

    @Test(
        "Items that can't be read are States.ItemReaderFailed",
        arguments: [
            (#"{"Bucket": "b", "Key": "none"}"#, #"{"InputType": "JSON"}"#, "The specified key does not exist."),
            (
                #"{"Bucket": "b", "Key": "bad"}"#, #"{"InputType": "JSON"}"#,
                "The object is not JSON: line 1, column 2: expected a member name in double quotes"
            ),
            (
                #"{"Bucket": "b", "Key": "bad"}"#, #"{"InputType": "JSONL"}"#,
                "Line 1 of the object is not JSON: line 1, column 2: expected a member name in double quotes"
            ),
            (
                #"{"Bucket": "b", "Key": "list"}"#, #"{"InputType": "JSON", "ItemsPointer": "/99999999999999999999"}"#,
                "Attempting to map over non-iterable node."
            ),
            (
                #"{"Bucket": "b", "Key": "bad"}"#, #"{"InputType": "PARQUET"}"#,
                "Items are read from CSV, JSON and JSONL here, not from PARQUET."
            ),
            (#"{"Key": "bad"}"#, #"{"InputType": "JSON"}"#, "The Bucket parameter must be a string."),
            (
                #"{"Bucket": "b"}"#, #"{"InputType": "JSON"}"#,
                "The reader needs s3:getObject with a Key, or s3:listObjectsV2."
            ),
            (
                #"{"Bucket": "b", "Key": "list"}"#, #"{"InputType": "JSON", "MaxItemsPath": "$.n"}"#,
                "field MaxItems must be positive"
            ),
        ])
    func unreadable(_ parameters: String, _ config: String, _ cause: String) async throws {
        let reader: JSON = [
            "Resource": "arn:aws:states:::s3:getObject", "Parameters": try JSON(parsing: parameters),
            "ReaderConfig": try JSON(parsing: config),
        ]
        let ran = try await run(
            map(["ItemReader": reader]), input: ["n": -1], objects: MemoryObjects(["bad": "{x", "list": "[1]"]))
        #expect(ran.result == .failed(error: "States.ItemReaderFailed", cause: cause))
    }

    @Test("ResultWriter leaves the children in objects and a reference in the state")
    func writer() async throws {
        let objects = MemoryObjects()
        let writer: JSON = [
            "Resource": "arn:aws:states:::s3:putObject", "Parameters": ["Bucket": "b", "Prefix": "results"],
        ]
        let ran = try await run(
            map(["ResultWriter": writer, "ToleratedFailureCount": 1, "Label": "Train"]), input: [1, 2, 3],
            runner: Self.failing(below: 2), objects: objects,
            randomBits: { 1 })
        let id = "arn:aws:states::000000000000:execution:machine:run-1/Train:2.0"
        let folder = "results/00000000000000010000000000000001"
        #expect(
            ran.result
                == .succeeded(output: [
                    "MapRunArn": .string(id),
                    "ResultWriterDetails": ["Bucket": "b", "Key": .string("\(folder)/manifest.json")],
                ]))
        #expect(
            objects.texts.keys.sorted()
                == ["FAILED_0.json", "SUCCEEDED_0.json", "manifest.json"].map { "\(folder)/\($0)" })
        let manifest = try JSON(parsing: objects.texts["\(folder)/manifest.json"] ?? "")
        #expect(manifest["ResultFiles"]?["SUCCEEDED"]?[0]?["Key"] == .string("\(folder)/SUCCEEDED_0.json"))
        #expect(manifest["ResultFiles"]?["PENDING"] == [])
        let failed = try JSON(parsing: objects.texts["\(folder)/FAILED_0.json"] ?? "")
        #expect(
            failed == [
                [
                    "Cause": "item 1", "Error": "Bad", "ExecutionArn": .string("\(id):0"), "Input": "1",
                    "InputDetails": ["Included": true],
                    "Name": "run-1-Train-0", "StartDate": "2026-11-24T09:57:00.000Z",
                    "StateMachineArn": "arn:aws:states::000000000000:stateMachine:machine/Train", "Status": "FAILED",
                    "StopDate": "2026-11-24T09:57:00.000Z",
                ]
            ])
    }

    @Test("A run that is cut short lists what it did not start as pending")
    func pending() async throws {
        let objects = MemoryObjects()
        let writer: JSON = [
            "Resource": "arn:aws:states:::s3:putObject", "Parameters": ["Bucket": "b"],
            "WriterConfig": ["OutputType": "JSONL", "Transformation": "COMPACT"],
        ]
        let ran = try await run(
            map(["ResultWriter": writer]), input: [5, 1, 6, 7], runner: Self.failing(below: 2), objects: objects)
        #expect(ran.result == Self.tooMany)
        let texts = objects.texts.sorted { $0.key < $1.key }
        #expect(
            texts.map { $0.key.split(separator: "/").last ?? "" } == [
                "FAILED_0.jsonl", "PENDING_0.jsonl", "SUCCEEDED_0.jsonl", "manifest.json",
            ])
        #expect(texts[1].value.split(separator: "\n").count == 2)
        #expect(texts[2].value == "5")
    }

    @Test("Results that don't fit into the state are States.DataLimitExceeded")
    func largeResults() async throws {
        let runner = ClosureRunner { _ throws(TaskFailure) in .string(String(repeating: "x", count: 100_000)) }
        guard case .failed(let error, _) = try await run(map([:]), input: [1, 2, 3], runner: runner).result else {
            Issue.record("the results fit")
            return
        }
        #expect(error == "States.DataLimitExceeded")
    }
}
