import ExperimentFile
import Foundation
import HTTPStart
import JSON
import SweepCompiler
import SweepModel
import Testing

@Suite("What a start over HTTP allows") struct StartRulesTests {
    private let rules = StartRules(maxUSD: 20)

    private func experiment(_ more: String) throws -> Experiment {
        try ExperimentFile.parse(
            text:
                "method: grid\nmetric: {name: loss, goal: minimize}\ncommand: [\"true\"]\nparameters: {a: {values: [1]}}\n"
                + more,
            fileName: "sweep.yaml"
        ).experiment
    }

    @Test("A file without a cap has the address's, and a lower one stays")
    func capped() throws {
        #expect(try rules.capped(experiment("")).budget.maxUSD == 20)
        #expect(try rules.capped(experiment("budget: {max_usd: 5}")).budget.maxUSD == 5)
        #expect(try rules.capped(experiment("budget: {max_usd: 50}")).budget.maxUSD == 20)
    }

    @Test("Shells, higher caps and very large sweeps are refused together")
    func problems() throws {
        #expect(try rules.problems(with: experiment("budget: {max_usd: 20, max_trials: 10000}")) == [])
        let all = try rules.problems(
            with: experiment("environment: [WANDB_PROJECT]\nbudget: {max_usd: 20.5, max_trials: 10001}"))
        #expect(all.map(\.key) == ["environment", "budget.max_usd", "budget.max_trials"])
    }

    @Test("Secrets by ARN are none of the shell's")
    func secrets() throws {
        let secret = "secrets: {KEY: \"arn:aws:secretsmanager:eu-central-1:123456789012:secret:wandb-a1b2c3\"}"
        #expect(try rules.problems(with: experiment(secret)) == [])
    }

    @Test("Only objects of S3 can be named")
    func files() {
        #expect(rules.problem(withFile: "s3://bucket/x.csv", at: "data.path") == nil)
        #expect(rules.problem(withFile: "x.csv", at: "data.path")?.message.contains("received `x.csv`") == true)
        #expect(rules.problem(withFile: "s3://bucket/train.py", at: "program") != nil)
    }
}

@Suite("A request to start a sweep") struct StartRequestTests {
    private func event(_ members: JSON) throws -> StartRequest {
        var event: [String: JSON] = [
            "rawPath": "/", "body": "method: grid",
            "requestContext": [
                "http": ["method": "POST"], "authorizer": ["iam": ["userArn": "arn:aws:iam::1:user/me"]],
            ],
        ]
        event.merge(members.object ?? [:]) { $1 }
        return try StartRequest(event: Data(JSON.object(event).bytes()))
    }

    @Test("is its file and its caller, whether the body came as text or as Base64")
    func bodies() throws {
        let plain = try event([:])
        #expect(plain.file == Data("method: grid".utf8))
        #expect(plain.caller == "arn:aws:iam::1:user/me")
        #expect(try event(["body": "bWV0aG9kOiBncmlk", "isBase64Encoded": true]) == plain)
        #expect(try event(["body": .null]).file.isEmpty)
    }

    @Test("that nobody signed is refused, even where the address was opened to the world")
    func unsigned() {
        for authorizer in [JSON.null, [:], ["iam": .null], ["iam": ["userArn": ""]]] {
            let answer = #expect(throws: StartAnswer.self) {
                try event(["requestContext": ["http": ["method": "POST"], "authorizer": authorizer]])
            }
            #expect(answer?.status == 403)
        }
    }

    @Test("may have 256 KiB, and no more")
    func size() throws {
        #expect(
            try event(["body": .string(String(repeating: "x", count: StartRequest.largestBytes))]).file.count == 256
                << 10)
        let answer = #expect(throws: StartAnswer.self) {
            try event(["body": .string(String(repeating: "x", count: StartRequest.largestBytes + 3))])
        }
        #expect(answer?.status == 413)
    }
}

@Suite("An answer to a start") struct StartAnswerTests {
    @Test("is what a function's address sends back: a status, headers, and one JSON document")
    func form() throws {
        let answer = StartAnswer(.wrongMethod, "a start is a POST")
        let event = try JSON(parsing: answer.event)
        #expect(event["statusCode"] == 405)
        #expect(event["headers"]?["Allow"] == "POST")
        #expect(event["headers"]?["Content-Type"] == "application/json")
        let document = try JSON(parsing: event["body"]?.string ?? "")
        #expect(document["schema"] == "stepsweep.start" && document["version"] == 1)
        #expect(document["error"]?["kind"] == "wrong-method")
    }

    @Test("has a status of its own for each refusal")
    func statuses() {
        let statuses = StartAnswer.Refusal.allCases.map { StartAnswer($0, "words").status }
        #expect(Set(statuses).count == statuses.count)
        #expect(statuses.allSatisfy { (400..<600).contains($0) })
    }

    @Test("stays far below Lambda's six megabytes, whatever a file's mistakes are")
    func size() {
        let long = String(repeating: "x", count: 5_000)
        let mistakes = (0..<100_000).map { Diagnostic(file: "sweep.yaml", line: $0, column: 1, message: long) }
        #expect(StartAnswer(InvalidFile(diagnostics: mistakes)).event.count < 2_000_000)
    }
}
