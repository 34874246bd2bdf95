internal import JSON
internal import StatesLanguage

/// What follows the packs: rank their outcomes, then end well or with a reason.
enum ReduceStates {
    /// The reducer promises an answer of at most so many bytes.
    static let answerBytes = 16_384

    /// - Parameter job: the reducer's; `nil` where Lambda ranks.
    static func states(job: ReduceJob?) throws(InvalidTemplate) -> [String: State] {
        let reduce = if let job { try job.states() } else { [StateName.reduce: State.task(try reduce())] }
        return verdict.merging(reduce) { first, _ in first }
    }

    private static var verdict: [String: State] {
        [
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
