import JSON
import Testing

@testable import SweepEngines

@Suite("Batch's retry strategy") struct EvaluateOnExitTests {
    private let strategy = RetryStrategy([
        "Attempts": 3,
        "EvaluateOnExit": [
            ["OnStatusReason": "Host EC2*", "Action": "RETRY"], ["OnReason": "OutOfMemory*", "Action": "EXIT"],
            ["OnExitCode": "75", "Action": "RETRY"], ["OnReason": "*", "Action": "EXIT"],
        ],
    ])

    @Test("A lost host is tried again, until the attempts are used up")
    func lostHost() {
        let lost = AttemptEnd(statusReason: "Host EC2 (instance i-0123) terminated.")
        #expect(strategy.retries(after: lost, attempt: 1))
        #expect(strategy.retries(after: lost, attempt: 2))
        #expect(!strategy.retries(after: lost, attempt: 3))
    }

    @Test("A worker that stopped on request is tried again, one with a bug is not")
    func exitCodes() {
        #expect(strategy.retries(after: AttemptEnd(exitCode: 75, statusReason: "exited"), attempt: 1))
        #expect(!strategy.retries(after: AttemptEnd(exitCode: 1, statusReason: "exited"), attempt: 1))
    }

    @Test("The first rule that matches decides")
    func order() {
        let end = AttemptEnd(exitCode: 75, reason: "OutOfMemoryError: killed", statusReason: "exited")
        #expect(!strategy.retries(after: end, attempt: 1))
    }

    @Test("On Fargate a reclaimed task is tried again whatever it exited with, one without memory is not")
    func fargate() {
        let strategy = RetryStrategy([
            "Attempts": 3,
            "EvaluateOnExit": [
                ["OnStatusReason": "Your Spot Task*", "Action": "RETRY"], ["OnExitCode": "75", "Action": "RETRY"],
                ["OnReason": "*", "Action": "EXIT"],
            ],
        ])
        let lost = AttemptEnd(exitCode: 137, statusReason: "Your Spot Task was interrupted.")
        let killed = AttemptEnd(exitCode: 137, reason: "OutOfMemoryError: killed", statusReason: "exited")
        #expect(strategy.retries(after: lost, attempt: 1))
        #expect(!strategy.retries(after: killed, attempt: 1))
    }

    @Test("Where no rule matches, Batch retries")
    func noRule() {
        let strategy = RetryStrategy(["Attempts": 2, "EvaluateOnExit": [["OnExitCode": "3", "Action": "EXIT"]]])
        #expect(strategy.retries(after: AttemptEnd(exitCode: 4, statusReason: "exited"), attempt: 1))
        #expect(!strategy.retries(after: AttemptEnd(exitCode: 3, statusReason: "exited"), attempt: 1))
    }

    @Test("Without a strategy a job has one attempt")
    func noStrategy() {
        #expect(!RetryStrategy(nil).retries(after: AttemptEnd(exitCode: 75, statusReason: "exited"), attempt: 1))
    }

    @Test("Attempts outside 1 to 10 are held at the nearest end", arguments: [(0, 1), (-4, 1), (99, 10), (10, 10)])
    func bounds(_ written: Int, _ meant: Int) {
        #expect(RetryStrategy(["Attempts": .integer(written)]).attempts == meant)
    }
}
