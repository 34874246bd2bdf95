internal import JSON
internal import StatesLanguage

/// What follows the packs: rank their outcomes, then end well or with a reason.
enum ReduceStates {
    /// The reducer promises an answer of at most so many bytes.
    static let answerBytes = 16_384

    static func states() throws(InvalidTemplate) -> [String: State] {
        [
            StateName.reduce: .task(try reduce()),
            StateName.enough: .choice(
                ChoiceState(
                    choices: [ChoiceRule(.test("$.enough", .boolean(.value(true))), next: StateName.ranked)],
                    default: StateName.tooFewGoodTrials)),
            StateName.ranked: .succeed(SucceedState()),
            StateName.tooFewGoodTrials: .fail(
                FailState(error: .text("StepSweep.TooFewGoodTrials"), cause: .computed(.path("$.reason")))),
        ]
    }

    /// The reducer's answer becomes the execution's output.
    private static func reduce() throws(InvalidTemplate) -> TaskState {
        TaskState(
            resource: "arn:aws:states:::lambda:invoke",
            parameters: try PayloadTemplate([
                "FunctionName.$": "$.target.reducer",
                "Payload": ["sweep.$": "$.sweep", "run.$": "$.run", "store.$": "$.target.bucket"],
            ]), outputPath: "$.Payload", retry: [SubmissionRetry.lambda], transition: .next(StateName.enough))
    }
}
