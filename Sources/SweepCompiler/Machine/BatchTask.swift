internal import Foundation
internal import JSON
internal import StatesLanguage
internal import SweepModel

/// A pack as a Batch job.
struct BatchTask {
    /// Where it runs: the rule's lane, or the one without Spot.
    let lane: Lane
    let blueprint: LaneBlueprint

    private var rule: LaneRule { blueprint.rule }

    func state(failed next: String) throws(InvalidTemplate) -> TaskState {
        TaskState(
            resource: "arn:aws:states:::batch:submitJob.sync", parameters: try PayloadTemplate(parameters),
            resultSelector: try PayloadTemplate(["job.$": "$.JobId", "status.$": "$.Status"]),
            retry: [SubmissionRetry.batch(burst: blueprint.burst)], catch: [.all(next: next)], transition: .end)
    }

    private var parameters: JSON {
        [
            "JobName.$": "States.Format('{}-{}', $.sweep, $.pack)",
            "JobQueue.$": .string("$.target.queues.\(lane.memberName)"),
            "JobDefinition.$": .string("$.target.jobDefinitions.\(lane.memberName)"),
            "ContainerOverrides": [
                "Environment": WorkerEnvironment.variables(lane: lane, attempt: nil),
                "ResourceRequirements": .array(resources),
            ],
            "RetryStrategy": ["Attempts": .integer(blueprint.attempts), "EvaluateOnExit": Self.evaluateOnExit],
            "Timeout": ["AttemptDurationSeconds": .integer(blueprint.attemptSeconds)],
            "Tags": ["stepsweep:sweep.$": "$.sweep"],
        ]
    }

    private var resources: [JSON] {
        func requirement(_ type: String, _ value: Int) -> JSON {
            ["Type": .string(type), "Value": .string(String(value))]
        }
        var resources = [requirement("VCPU", blueprint.wholeProcessors), requirement("MEMORY", rule.memoryMiB)]
        if rule.gpus > 0 { resources.append(requirement("GPU", rule.gpus)) }
        return resources
    }

    /// A lost host and a container that never began are tried again, and so is a worker that saved its state; a bug
    /// ends the job.
    ///
    /// Without a rule that matches, Batch retries: so the last rule matches everything.
    static let evaluateOnExit: JSON = [
        ["OnStatusReason": "Host EC2*", "Action": "RETRY"],
        ["OnReason": "OutOfMemory*", "Action": "EXIT"],
        ["OnStatusReason": "Task failed to start*", "Action": "RETRY"],
        ["OnExitCode": .string(String(LostHost.checkpointedExitCode)), "Action": "RETRY"],
        ["OnReason": "*", "Action": "EXIT"],
    ]
}
