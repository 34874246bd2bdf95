internal import JSON
internal import StatesLanguage
internal import SweepModel

/// The reducer as a Batch job: it leaves its answer as an object, which the machine then reads.
///
///     Reduce ──▶ Decision ──decision.json──▶ Enough
struct ReduceJob: Sendable, Equatable {
    /// Of the container.
    let memoryMiB: Int
    /// Seconds that an attempt may take.
    let attemptSeconds: Int

    /// Four hours: a job that hangs must not bill for ever.
    static let longestSeconds = 14_400
    static let processors = 2
    /// The job's name is the sweep's id and this.
    static let nameSuffix = "-reduce"
    /// A lost host is no fault of the reducer's, and what was merged before stays merged.
    static let attempts = 3

    init(memoryMiB: Int, sweepSeconds: Int?) {
        self.memoryMiB = memoryMiB
        attemptSeconds = max(
            ServiceLimits.shortestAttemptSeconds, min(Self.longestSeconds, sweepSeconds ?? Self.longestSeconds))
    }

    func states() throws(InvalidTemplate) -> [String: State] {
        [StateName.reduce: .task(try reduce()), StateName.decision: .task(try Self.decision())]
    }

    private func reduce() throws(InvalidTemplate) -> TaskState {
        TaskState(
            resource: "arn:aws:states:::batch:submitJob.sync", parameters: try PayloadTemplate(parameters),
            resultPath: .discard, retry: [SubmissionRetry.batch(burst: 1)], transition: .next(StateName.decision))
    }

    private var parameters: JSON {
        [
            "JobName.$": .string("States.Format('{}\(Self.nameSuffix)', $.sweep)"),
            "JobQueue.$": "$.target.reducerJob.queue",
            "JobDefinition.$": "$.target.reducerJob.definition",
            "ContainerOverrides": [
                "Command.$": .string(Self.command),
                "ResourceRequirements": [
                    ["Type": "VCPU", "Value": .string(String(Self.processors))],
                    ["Type": "MEMORY", "Value": .string(String(memoryMiB))],
                ],
            ],
            "RetryStrategy": ["Attempts": .integer(Self.attempts), "EvaluateOnExit": BatchTask.evaluateOnExit],
            "Timeout": ["AttemptDurationSeconds": .integer(attemptSeconds)],
            "Tags": ["stepsweep:sweep.$": "$.sweep"],
        ]
    }

    private static let command =
        "States.Array('stepsweep-reduce', '--store', $.target.bucket, '--sweep', $.sweep, '--run', "
        + "States.Format('{}', $.run))"

    /// The answer becomes the execution's output, as Lambda's does.
    private static func decision() throws(InvalidTemplate) -> TaskState {
        TaskState(
            resource: "arn:aws:states:::aws-sdk:s3:getObject",
            parameters: try PayloadTemplate([
                "Bucket.$": "$.target.bucket",
                "Key.$": .string("States.Format('\(StoreKey.decision("{}", run: "{}"))', $.sweep, $.run)"),
            ]),
            resultSelector: try PayloadTemplate(["decision.$": "States.StringToJson($.Body)"]),
            outputPath: "$.decision", retry: [SubmissionRetry.store], transition: .next(StateName.enough))
    }
}
