import Foundation
import JSON
import TestSupport
import Testing

/// The function behind the address, with real events over a Runtime API, and a small cloud behind it.
struct StartDoor {
    let cloud: SmallCloud

    init() throws {
        cloud = try SmallCloud()
        let rows = (0..<40).map { row in "\(row % 7),\(row % 5),\(Double(row % 7) * 2 - Double(row % 5))" }
        cloud.put("data-bucket/data.csv", (["a,b,y"] + rows).joined(separator: "\n") + "\n")
    }

    static func sweep(
        _ more: String = "", data: String = "s3://data-bucket/data.csv", trials: String = "[0.01, 0.1, 1, 10]"
    ) -> String {
        """
        name: tiny
        method: grid
        metric: {name: validation_rmse, goal: minimize}
        trainer: ridge
        data: {path: "\(data)", target: y}
        parameters: {l2: {values: \(trials)}}
        packs: {size: 2}
        compute: {lane: spot}
        \(more)
        """
    }

    /// An event as a function URL gives it; a body that isn't plain text comes as Base64.
    static func event(
        _ body: JSON, method: String = "POST", path: String = "/", caller: JSON = "arn:aws:iam::111122223333:user/me",
        isEncoded: Bool = false
    ) -> String {
        let event: JSON = [
            "version": "2.0", "routeKey": "$default", "rawPath": .string(path), "rawQueryString": "",
            "headers": ["content-type": "application/x-www-form-urlencoded"],
            "requestContext": [
                "http": ["method": .string(method), "path": .string(path), "sourceIp": "192.0.2.1"],
                "authorizer": ["iam": ["userArn": caller]], "requestId": "r",
            ],
            "body": body, "isBase64Encoded": .bool(isEncoded),
        ]
        return event.text()
    }

    static func file(_ text: String) -> String {
        event(.string(Data(text.utf8).base64EncodedString()), isEncoded: true)
    }

    struct Answer {
        let status: Int
        let document: JSON
        var message: String { document["error"]?["message"]?.string ?? "" }
    }

    /// What callers get, in the order of the events; one process answers them all.
    func answers(to events: [String], region: String = "us-east-1", maxUSD: String = "20") throws -> [Answer] {
        let api = try RuntimeAPIServer(
            events: events.enumerated().map { RuntimeAPIEvent($0.element, requestID: "r\($0.offset)") })
        var variables = cloud.variables
        variables["AWS_REGION"] = region
        variables["AWS_LAMBDA_RUNTIME_API"] = api.endpoint
        variables["STEPSWEEP_STACK"] = "start"
        variables["STEPSWEEP_HTTP_START_MAX_USD"] = maxUSD
        for (name, value) in SmallCloud.outputs { variables["STEPSWEEP_STACK_" + name] = value }
        let ended = try TestSupport.run("stepsweep", ["http-start"], environment: variables)
        try #require(!ended.signalled, "\(ended.errorOutput.suffix(2_000))")
        let calls = api.calls.filter { $0.method == "POST" }
        #expect(calls.map(\.path) == events.indices.map { "/2018-06-01/runtime/invocation/r\($0)/response" })
        return try calls.map { call in
            let event = try JSON(parsing: call.body)
            return Answer(
                status: try #require(event["statusCode"]?.int), document: try JSON(parsing: event["body"]?.string ?? "")
            )
        }
    }
}

@Suite("stepsweep http-start") struct HTTPStartTests {
    @Test("A good file starts, the same file finds it running, and once it has ended it is told so")
    func starts() throws {
        let door = try StartDoor()
        let event = StartDoor.file(StartDoor.sweep())
        let answers = try door.answers(to: [event, event])
        #expect(answers.map(\.status) == [202, 200], "\(answers.map(\.message))")
        let first = try #require(answers.first?.document)
        #expect(first["schema"] == "stepsweep.start")
        #expect(first["began"] == true && answers.last?.document["began"] == false)
        #expect(first["budget"]?["maxUSD"]?.double == 20)
        let execution = try #require(first["execution"]?.string)
        #expect(door.cloud.executions == [execution])
        let sweep = try #require(first["sweep"]?.string)
        #expect(first["follow"]?.string == "stepsweep watch \(sweep) --stack start --region us-east-1")
        for name in ["aws.json", "work.json", "plan.json", "control.json", "packs/p0001.json", "manifests/1.json"] {
            let isGate = name == "control.json"
            #expect(isGate || door.cloud.keys.contains("sweeps/\(sweep)/\(name)"), "\(name)")
        }
        #expect(!door.cloud.keys.contains { $0.hasPrefix("data/") }, "the data lie in S3 already")

        door.cloud.end(execution, "SUCCEEDED")
        let again = try door.answers(to: [event])
        #expect(again.map(\.status) == [409])
        #expect(again[0].message.contains("has run on AWS before (SUCCEEDED)"), "\(again[0].message)")
        #expect(door.cloud.executions.count == 1)
    }

    @Test("A sweep that was started there is found from an empty store, by its name or its id")
    func adopted() throws {
        let door = try StartDoor()
        let started = try door.answers(to: [StartDoor.file(StartDoor.sweep())])
        let sweep = try #require(started.first?.document["sweep"]?.string)
        let folder = try TemporaryFolder()
        func run(_ arguments: [String]) throws -> ProgramResult {
            try TestSupport.run(
                "stepsweep", arguments + ["--store", folder.path + "/store"], in: folder.path,
                environment: door.cloud.variables)
        }
        #expect(try run(["status", "tiny"]).exitCode == 4)
        let found = try run(["status", "tiny", "--stack", "start"])
        #expect(found.output.hasPrefix("\(sweep)  running  0 of 4 trials"), "\(found.output) \(found.errorOutput)")
        #expect(try run(["status", "tiny"]).output == found.output)
        #expect(try run(["results", "pull", sweep, "--stack", "start"]).output.contains("0 of 4 trials have a result"))
        let unknown = try run(["status", "other", "--stack", "start"])
        #expect(unknown.exitCode == 4)
        #expect(unknown.errorOutput.contains("no sweep `other`"), "\(unknown.errorOutput)")
        #expect(try run(["status", "--stack", "start"]).exitCode == 2)
        #expect(try run(["watch", "tiny", "--region", "us-east-1"]).errorOutput.contains("only with --stack"))

        try folder.write("tiny.yaml", StartDoor.sweep())
        let here = try run(["launch", "tiny.yaml", "--quiet"])
        #expect(here.exitCode != 0 || !here.output.contains(sweep), "a sweep runs in one place")
    }

    @Test("What may be spent is bounded, with the place in the file and the numbers")
    func caps() throws {
        let door = try StartDoor()
        let answers = try door.answers(
            to: [
                StartDoor.file(StartDoor.sweep("budget: {max_usd: 50}")),
                StartDoor.file(
                    StartDoor.sweep(
                        "budget: {max_usd: 0.01}", trials: "[\((1...4_000).map(String.init).joined(separator: ", "))]")),
                StartDoor.file(StartDoor.sweep("budget: {max_trials: 20000}")),
                StartDoor.file(StartDoor.sweep("run_cap: 2\nbudget: {max_usd: 5}")),
            ])
        #expect(answers.map(\.status) == [422, 422, 422, 202], "\(answers.map(\.message))")
        #expect(
            answers[0].message
                == "sweep.yaml:9:19: budget.max_usd: must be at most $20.00, the cap of this address, received $50.00")
        #expect(answers[1].message.contains("budget.max_usd: even the lowest price"))
        #expect(answers[2].message.contains("budget.max_trials: must be at most 10000 over HTTP"))
        #expect(answers[3].document["budget"]?["maxUSD"]?.double == 5)
    }

    @Test("Where prices are unknown nothing starts, until somebody brings them")
    func prices() throws {
        let door = try StartDoor()
        let event = StartDoor.file(StartDoor.sweep())
        let refused = try door.answers(to: [event], region: "eu-west-1")
        #expect(refused.map(\.status) == [422])
        #expect(refused[0].message.contains("stepsweep prices update --region eu-west-1 --stack start"))
        #expect(door.cloud.executions.isEmpty)

        let table = try TestSupport.run("stepsweep", ["prices", "--region", "us-east-1", "--json"])
        let prices = try #require(try JSON(parsing: table.output)["prices"])
        let book: JSON = [
            "schema": "stepsweep.price-book", "version": 1,
            "tables": [["schema": "stepsweep.prices", "version": 1, "region": "eu-west-1", "prices": prices]],
        ]
        door.cloud.put("\(SmallCloud.bucket)/prices.json", book.text())
        let started = try door.answers(to: [event], region: "eu-west-1")
        #expect(started.map(\.status) == [202], "\(started.map(\.message))")
        door.cloud.put("\(SmallCloud.bucket)/prices.json", "{")
        #expect(try door.answers(to: [event], region: "eu-west-1").map(\.status) == [500])
    }

    @Test("Without its settings it says so before the first event, and outside Lambda it says what it is for")
    func settings() throws {
        let api = try RuntimeAPIServer(events: [])
        let ended = try TestSupport.run(
            "stepsweep", ["http-start"], environment: ["AWS_LAMBDA_RUNTIME_API": api.endpoint, "STEPSWEEP_STACK": nil])
        #expect(ended.exitCode == 6)
        #expect(api.calls.map(\.path) == ["/2018-06-01/runtime/init/error"])
        let outside = try TestSupport.run("stepsweep", ["http-start"], environment: ["AWS_LAMBDA_RUNTIME_API": nil])
        #expect(outside.exitCode == 2)
        #expect(outside.errorOutput.contains("stepsweep deploy --http-start"))
    }

    @Test("A wrong address of the Runtime API is told in words")
    func wrongAddress() throws {
        for endpoint in ["127.0.0.1:1", "http://x", "a b"] {
            for program in [("stepsweep", ["http-start"]), ("stepsweep-reduce", [])] {
                let ended = try TestSupport.run(
                    program.0, program.1, environment: ["AWS_LAMBDA_RUNTIME_API": endpoint, "STEPSWEEP_STACK": nil])
                #expect(ended.exitCode != 0 && !ended.signalled)
                #expect(
                    ended.errorOutput.contains("no answer from `\(endpoint)`, which AWS_LAMBDA_RUNTIME_API names"),
                    "\(ended.errorOutput)")
            }
        }
    }

    @Test("An event that is none is told before AWS is asked, and so are wrong options")
    func badEvents() throws {
        let folder = try TemporaryFolder()
        try folder.write("bad.json", "{")
        func run(_ arguments: [String]) throws -> ProgramResult {
            try TestSupport.run(
                "stepsweep", ["http-start"] + arguments, in: folder.path,
                environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_REGION": "eu-central-1"])
        }
        let result = try run(["--event", "bad.json", "--max-usd", "5"])
        #expect(result.exitCode == 1)
        #expect(result.errorOutput.contains("the caller would get status 4"), "\(result.errorOutput)")
        #expect(
            try run(["--event", "bad.json", "--max-usd", "0.001"]).errorOutput.contains("between 0.01 and 10,000,000"))
        #expect(try run(["--max-usd", "5"]).errorOutput.contains("--max-usd: only with --event"))
    }

    @Test("One event can be tried at the command line")
    func event() throws {
        let door = try StartDoor()
        let folder = try TemporaryFolder()
        try folder.write("event.json", StartDoor.file(StartDoor.sweep("budget: {max_usd: 50}")))
        let result = try TestSupport.run(
            "stepsweep", ["http-start", "--event", "event.json", "--stack", "start", "--max-usd", "20"],
            in: folder.path,
            environment: door.cloud.variables)
        #expect(result.exitCode == 1)
        #expect(try JSON(parsing: result.output)["error"]?["kind"] == "invalid-file")
        #expect(result.errorOutput.contains("status 422"))
    }
}
