internal import JSON
internal import StatesLanguage
internal import SweepModel

/// What stands in front of a pack under a cap that its sweep could pass.
///
///     Gate ──control.json──▶ GateOpen ──open──▶ Lane, or Run…
///                               └──closed──▶ Skipped
///
/// The object is always there, so that a missing one is an error and never an open gate.
enum GateStates {
    static let retryAttempts = 5

    /// - Parameter next: where a pack goes that may start.
    static func states(next: String) throws(InvalidTemplate) -> [String: State] {
        [
            StateName.gate: .task(try gate()),
            StateName.gateOpen: .choice(
                ChoiceState(
                    choices: [ChoiceRule(.test("$.gate.control.open", .boolean(.value(true))), next: next)],
                    default: StateName.skipped)),
            StateName.skipped: .pass(try skipped()),
        ]
    }

    /// `Body` is a text in Step Functions' own S3 call; the rest of the answer stays behind.
    private static func gate() throws(InvalidTemplate) -> TaskState {
        TaskState(
            resource: "arn:aws:states:::aws-sdk:s3:getObject",
            parameters: try PayloadTemplate([
                "Bucket.$": "$.target.bucket",
                "Key.$": .string("States.Format('\(StoreKey.control("{}"))', $.sweep)"),
            ]),
            resultSelector: try PayloadTemplate(["control.$": "States.StringToJson($.Body)"]), resultPath: "$.gate",
            retry: [SubmissionRetry.store], catch: [.all(next: StateName.recordFailure)],
            transition: .next(StateName.gateOpen))
    }

    /// A pack that never started is no failure; `resume` runs it when there is money again.
    private static func skipped() throws(InvalidTemplate) -> PassState {
        PassState(
            parameters: try PayloadTemplate([
                "pack.$": "$.pack", "status": "SKIPPED", "reason.$": "$.gate.control.reason",
            ]), transition: .end)
    }
}
