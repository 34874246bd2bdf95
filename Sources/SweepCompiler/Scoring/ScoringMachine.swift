internal import JSON
internal import StatesLanguage
internal import SweepModel

/// The state machine of a scoring.
///
///     Score   Map over shards ─ Arm: Choice ─▶ Score-control | Score-treatment … ──failed──▶ RecordFailure
///     Merge   lambda:invoke: puts the shards' rows together in the input's order
///     Complete?  every shard is scored → Scored · some are missing → ShardsMissing
struct ScoringMachine {
    /// The input's name, for the comment.
    let input: String
    /// Those that answer rows; at least one.
    let arms: [String]
    let blueprint: MachineBlueprint

    /// All arms' shards run on one.
    private var lane: LaneBlueprint {
        blueprint.lanes.first ?? LaneBlueprint(rule: ScoringCompiler.defaultRule, largestPack: 1, sweepSeconds: nil)
    }

    func machine() throws(InvalidTemplate) -> StateMachine {
        StateMachine(
            comment: "\(input): scores shards of rows by the arms they were routed to, and merges them in order",
            startAt: ScoreStateName.score,
            states: [
                ScoreStateName.score: .map(try map()), ScoreStateName.merge: .task(try merge()),
                ScoreStateName.complete: .choice(
                    ChoiceState(
                        choices: [
                            ChoiceRule(.test("$.complete", .boolean(.value(true))), next: ScoreStateName.scored)
                        ], default: ScoreStateName.shardsMissing)),
                ScoreStateName.scored: .succeed(SucceedState()),
                ScoreStateName.shardsMissing: .fail(
                    FailState(error: .text("StepSweep.ShardsMissing"), cause: .computed(.path("$.reason")))),
            ], timeoutSeconds: nil)
    }

    private func map() throws(InvalidTemplate) -> MapState {
        var map = MapState(
            itemSelector: try PayloadTemplate([
                "scoring.$": "$.scoring", "shard.$": "$$.Map.Item.Value.shard", "arm.$": "$$.Map.Item.Value.arm",
                "target.$": "$.target",
            ]), itemProcessor: try processor(), maxConcurrency: .value(blueprint.concurrency), resultPath: .discard,
            transition: .next(ScoreStateName.merge))
        guard blueprint.mode == .distributed else {
            map.itemsPath = "$.shards"
            return map
        }
        map.itemReader = ItemReader(
            resource: "arn:aws:states:::s3:getObject",
            parameters: try PayloadTemplate(["Bucket.$": "$.target.bucket", "Key.$": "$.manifest"]),
            readerConfig: ReaderConfig(inputType: .json))
        map.resultWriter = ResultWriter(
            resource: "arn:aws:states:::s3:putObject",
            parameters: try PayloadTemplate([
                "Bucket.$": "$$.Execution.Input.target.bucket", "Prefix.$": "$$.Execution.Input.results",
            ]))
        map.toleratedFailurePercentage = .value(100)
        map.label = ScoreStateName.score
        return map
    }

    private func processor() throws(InvalidTemplate) -> ItemProcessor {
        var states: [String: State] = [
            ScoreStateName.recordFailure: .pass(try recordFailure()),
            ScoreStateName.arm: .choice(armChoice),
            ScoreStateName.unknownArm: .pass(
                PassState(
                    parameters: try PayloadTemplate([
                        "shard.$": "$.shard", "status": "FAILED", "error": "StepSweep.UnknownArm",
                    ]), transition: .end)),
        ]
        for arm in arms {
            states[ScoreStateName.score(arm)] = .task(try ScoreTask(arm: arm, blueprint: lane).state())
        }
        return ItemProcessor(
            processorConfig: ProcessorConfig(
                mode: blueprint.mode, executionType: blueprint.mode == .distributed ? .standard : nil),
            startAt: ScoreStateName.arm, states: states)
    }

    /// An item's arm was chosen by the hash of its units, before the rows were cut into shards.
    private var armChoice: ChoiceState {
        ChoiceState(
            choices: arms.map { arm in
                ChoiceRule(.test("$.arm", .string(.equals, .value(arm))), next: ScoreStateName.score(arm))
            }, default: ScoreStateName.unknownArm)
    }

    /// One bad shard never fails or reruns the others; `Merge` tells which are missing.
    private func recordFailure() throws(InvalidTemplate) -> PassState {
        PassState(
            parameters: try PayloadTemplate([
                "shard.$": "$.shard", "status": "FAILED", "error.$": "$.failure.Error",
            ]), transition: .end)
    }

    private func merge() throws(InvalidTemplate) -> TaskState {
        TaskState(
            resource: "arn:aws:states:::lambda:invoke",
            parameters: try PayloadTemplate([
                "FunctionName.$": "$.target.reducer",
                "Payload": ["scoring.$": "$.scoring", "run.$": "$.run", "store.$": "$.target.bucket"],
            ]), outputPath: "$.Payload", retry: [SubmissionRetry.lambda],
            transition: .next(ScoreStateName.complete))
    }
}
