internal import JSON
internal import StatesLanguage
internal import SweepModel

/// A shard as a Batch job, on whichever lane: the worker that trains packs, told a scoring instead of a sweep.
///
/// A shard is scored again from its first row after a lost host: it takes seconds, and equal rows give equal bytes.
struct ScoreTask {
    let arm: String
    let blueprint: LaneBlueprint

    func state() throws(InvalidTemplate) -> TaskState {
        TaskState(
            resource: "arn:aws:states:::batch:submitJob.sync", parameters: try PayloadTemplate(parameters),
            resultSelector: try PayloadTemplate(["job.$": "$.JobId", "status.$": "$.Status"]),
            retry: [SubmissionRetry.batch(burst: blueprint.burst)],
            catch: [.all(next: ScoreStateName.recordFailure)], transition: .end)
    }

    private var lane: Lane { blueprint.rule.lane }

    private var parameters: JSON {
        [
            "JobName.$": "States.Format('{}-{}', $.scoring, $.shard)",
            "JobQueue.$": .string("$.target.queues.\(lane.memberName)"),
            "JobDefinition.$": .string("$.target.jobDefinitions.\(lane.memberName)"),
            "ContainerOverrides": [
                "Environment": environment,
                "ResourceRequirements": .array(BatchTask(lane: lane, blueprint: blueprint).resources),
            ],
            "RetryStrategy": [
                "Attempts": .integer(blueprint.attempts),
                "EvaluateOnExit": lane.isFargate ? BatchTask.evaluateOnFargateExit : BatchTask.evaluateOnExit,
            ],
            "Timeout": ["AttemptDurationSeconds": .integer(blueprint.attemptSeconds)],
            "Tags": ["stepsweep:scoring.$": "$.scoring"],
        ]
    }

    private var environment: JSON {
        [
            ["Name": "STEPSWEEP_ARM", "Value": .string(arm)],
            ["Name": "STEPSWEEP_LANE", "Value": .string(lane.rawValue)],
            ["Name": "STEPSWEEP_SCORING", "Value.$": "$.scoring"],
            ["Name": "STEPSWEEP_SHARD", "Value.$": "$.shard"],
            ["Name": "STEPSWEEP_STORE", "Value.$": "$.target.bucket"],
        ]
    }
}
