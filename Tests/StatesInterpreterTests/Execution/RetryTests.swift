import JSON
import StatesInterpreter
import Testing

@Suite("Retries and catchers")
struct RetryTests {
    private static var failing: ClosureRunner {
        ClosureRunner { _ throws(TaskFailure) in throw TaskFailure(error: "Throttled", cause: "slow down") }
    }

    private func task(retry: JSON = [], catching: JSON = []) -> JSON {
        [
            "StartAt": "T",
            "States": [
                "T": [
                    "Type": "Task", "Resource": "arn:aws:states:::batch:submitJob.sync", "Retry": retry,
                    "Catch": catching, "Next": "E",
                ],
                "E": ["Type": "Pass", "End": true],
            ],
        ]
    }

    @Test("The wait grows by the backoff rate from the interval, three times by default")
    func backoff() async throws {
        let runner = Self.failing
        let ran = try await run(task(retry: [["ErrorEquals": ["Throttled"]]]), runner: runner)
        #expect(ran.result == .failed(error: "Throttled", cause: "slow down"))
        #expect(ran.clock.waits == [1, 2, 4])
        #expect(runner.requests.map(\.attempt) == [0, 1, 2, 3])
    }

    @Test("MaxDelaySeconds holds the wait, and no backoff overflows")
    func maximumDelay() async throws {
        let retry: JSON = [
            [
                "ErrorEquals": ["Throttled"], "IntervalSeconds": 3, "BackoffRate": 2.5, "MaxDelaySeconds": 10,
                "MaxAttempts": 4,
            ]
        ]
        #expect(try await run(task(retry: retry), runner: Self.failing).clock.waits == [3, 7.5, 10, 10])
        let huge: JSON = [
            ["ErrorEquals": ["Throttled"], "IntervalSeconds": 99_999_999, "BackoffRate": 1e308, "MaxAttempts": 3]
        ]
        #expect(
            try await run(task(retry: huge), runner: Self.failing).clock.waits == [99_999_999, 99_999_999, 99_999_999])
    }

    @Test(
        "FULL jitter waits anything from nothing to the full wait",
        arguments: [(UInt64.min, 0.0), (.max, 8.0), (1 << 63, 4.0)])
    func jitter(_ bits: UInt64, _ seconds: Double) async throws {
        let retry: JSON = [
            ["ErrorEquals": ["Throttled"], "IntervalSeconds": 8, "MaxAttempts": 1, "JitterStrategy": "FULL"]
        ]
        let waits = try await run(task(retry: retry), runner: Self.failing, randomBits: { bits }).clock.waits
        #expect(waits.count == 1)
        #expect(abs(waits[0] - seconds) < 1e-6)
    }

    @Test("Retriers are tried in order and each counts its own attempts")
    func separateCounts() async throws {
        let runner = ClosureRunner { request throws(TaskFailure) in
            throw TaskFailure(error: request.attempt.isMultiple(of: 2) ? "A" : "B")
        }
        let retry: JSON = [
            ["ErrorEquals": ["A"], "MaxAttempts": 2, "BackoffRate": 1],
            ["ErrorEquals": ["States.ALL"], "IntervalSeconds": 5, "MaxAttempts": 2],
        ]
        let ran = try await run(task(retry: retry), runner: runner)
        #expect(ran.result == .failed(error: "A", cause: nil))
        #expect(ran.clock.waits == [1, 5, 1, 10])
    }

    @Test("MaxAttempts 0 never retries, not even by a later retrier")
    func never() async throws {
        let runner = Self.failing
        _ = try await run(
            task(retry: [["ErrorEquals": ["Throttled"], "MaxAttempts": 0], ["ErrorEquals": ["States.ALL"]]]),
            runner: runner)
        #expect(runner.requests.count == 1)
    }

    @Test("A catcher takes over once the retries are spent, with the error where ResultPath says")
    func caught() async throws {
        let runner = Self.failing
        let ran = try await run(
            task(
                retry: [["ErrorEquals": ["Throttled"], "MaxAttempts": 1]],
                catching: [
                    ["ErrorEquals": ["Other"], "Next": "E"],
                    ["ErrorEquals": ["States.ALL"], "Next": "E", "ResultPath": "$.failure"],
                ]),
            input: ["pack": 3], runner: runner)
        #expect(runner.requests.count == 2)
        #expect(
            ran.result == .succeeded(output: ["pack": 3, "failure": ["Error": "Throttled", "Cause": "slow down"]]))
    }

    @Test(
        "The wildcards match what the documentation says",
        arguments: [
            ("States.ALL", "Any", true), ("States.ALL", "States.Timeout", true),
            ("States.ALL", "States.Runtime", false),
            ("States.Runtime", "States.Runtime", false), ("States.TaskFailed", "Any", true),
            ("States.TaskFailed", "States.Timeout", false),
            ("States.TaskFailed", "States.Runtime", false), ("States.Timeout", "States.HeartbeatTimeout", true),
            ("States.HeartbeatTimeout", "States.HeartbeatTimeout", true),
            ("States.HeartbeatTimeout", "States.Timeout", false), ("any", "Any", false),
        ])
    func wildcards(_ name: String, _ error: String, _ isCaught: Bool) async throws {
        let runner = ClosureRunner { _ throws(TaskFailure) in throw TaskFailure(error: error) }
        let ran = try await run(task(catching: [["ErrorEquals": [.string(name)], "Next": "E"]]), runner: runner)
        #expect((ran.result == .succeeded(output: ["Error": .string(error), "Cause": ""])) == isCaught)
    }

    @Test("A finished task is not run again because its result has no place, but a catcher may take that")
    func unplaceable() async throws {
        let runner = ClosureRunner { _ throws(TaskFailure) in 1 }
        let definition: JSON = [
            "StartAt": "T",
            "States": [
                "T": [
                    "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "ResultPath": "$.a.b",
                    "Retry": [["ErrorEquals": ["States.ALL"]]],
                    "Catch": [["ErrorEquals": ["States.ResultPathMatchFailure"], "Next": "E"]], "End": true,
                ],
                "E": ["Type": "Succeed", "OutputPath": "$.Error"],
            ],
        ]
        let ran = try await run(definition, input: ["a": 1], runner: runner)
        #expect(ran.result == .succeeded(output: "States.ResultPathMatchFailure"))
        #expect(runner.requests.count == 1)
    }

    @Test("A Map that is retried runs all its iterations again")
    func retriedMap() async throws {
        let runner = ClosureRunner { request throws(TaskFailure) in
            if request.parameters == 2 { throw TaskFailure(error: "Bad") }
            return request.parameters
        }
        let definition = machine([
            "Type": "Map", "MaxConcurrency": 1, "Retry": [["ErrorEquals": ["Bad"], "MaxAttempts": 1]],
            "ItemProcessor": [
                "StartAt": "T",
                "States": ["T": ["Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true]],
            ],
            "End": true,
        ])
        let ran = try await run(definition, input: [1, 2, 3], runner: runner)
        #expect(ran.result == .failed(error: "Bad", cause: nil))
        #expect(runner.requests.map(\.parameters) == [1, 2, 1, 2])
    }
}
