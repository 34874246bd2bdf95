import Reducers
import SweepModel
import TestSupport
import Testing

@Suite("Whether a sweep has enough good trials") struct VerdictTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let planned: Int
        let succeeded: Int
        let failures: [TrialFailure.Reason]
        let allowedPercent: Double
        let enough: Bool
        let reason: String

        var testDescription: String { reason }
    }

    static let cases = [
        Case(
            planned: 3, succeeded: 3, failures: [], allowedPercent: 0, enough: true, reason: "3 of 3 trials succeeded"),
        Case(
            planned: 64, succeeded: 1, failures: Array(repeating: .exitCode, count: 62) + [.timeout],
            allowedPercent: 10, enough: false,
            reason: "63 of 64 trials failed (62 exit-code, 1 timeout): more than the 10 % that"
                + " budget.max_failed_percent allows"),
        Case(
            planned: 10, succeeded: 7, failures: [.signal], allowedPercent: 12.5, enough: false,
            reason:
                "3 of 10 trials failed or have no outcome (1 signal, 2 without an outcome): more than the 12.5 % that"
                + " budget.max_failed_percent allows"),
        Case(
            planned: 10, succeeded: 9, failures: [.diverged], allowedPercent: 10, enough: true,
            reason: "9 of 10 trials succeeded (1 diverged)"),
        Case(
            planned: 2, succeeded: 0, failures: [.timeout, .exitCode], allowedPercent: 100, enough: false,
            reason: "none of 2 trials succeeded (1 exit-code, 1 timeout)"),
        Case(
            planned: 2, succeeded: 0, failures: [], allowedPercent: 100, enough: false,
            reason: "none of 2 trials succeeded (2 without an outcome)"),
        Case(
            planned: 0, succeeded: 0, failures: [], allowedPercent: 100, enough: false,
            reason: "the sweep has no trials"),
    ]

    @Test("The verdict is a sentence that a person understands", arguments: cases)
    func verdict(_ example: Case) throws {
        let sweep = try Sweep(
            .sample(trialCount: example.planned, maxFailedPercent: example.allowedPercent))
        let good = (0..<example.succeeded).map {
            TrialOutcome.sample("good\($0)", index: $0, metrics: ["validation_accuracy": 0.5])
        }
        let bad = example.failures.enumerated().map {
            TrialOutcome.sample("bad\($0.offset)", index: 100 + $0.offset, failure: $0.element)
        }
        try sweep.add(good + bad)
        let result = try sweep.reduce()
        #expect(result.reason == example.reason)
        #expect(result.enough == example.enough)
    }
}
