internal import Foundation
internal import JSON
internal import StatesLanguage
internal import SweepModel

/// A pack as a Batch job, on an EC2 host or on Fargate.
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
            "RetryStrategy": [
                "Attempts": .integer(blueprint.attempts),
                "EvaluateOnExit": lane.isFargate ? Self.evaluateOnFargateExit : Self.evaluateOnExit,
            ],
            "Timeout": ["AttemptDurationSeconds": .integer(blueprint.attemptSeconds)],
            "Tags": ["stepsweep:sweep.$": "$.sweep"],
        ]
    }

    /// What a container gets.
    var resources: [JSON] {
        func requirement(_ type: String, _ value: String) -> JSON { ["Type": .string(type), "Value": .string(value)] }
        // Fargate takes its own sizes alone, and parts of a processor among them.
        let vcpus =
            blueprint.fargateSize.map { JSON.number($0.vcpus).normalisingNumbers.text() }
            ?? String(blueprint.wholeProcessors)
        let memoryMiB = blueprint.fargateSize?.memoryMiB ?? rule.memoryMiB
        var resources = [requirement("VCPU", vcpus), requirement("MEMORY", String(memoryMiB))]
        if rule.gpus > 0 { resources.append(requirement("GPU", String(rule.gpus))) }
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

    /// The same on Fargate, in its own words: a reclaimed task ends with whatever code it had, so its reason comes first.
    static let evaluateOnFargateExit: JSON = [
        ["OnStatusReason": "Your Spot Task*", "Action": "RETRY"],
        ["OnStatusReason": "Timeout waiting for network*", "Action": "RETRY"],
        ["OnStatusReason": "CannotPull*", "Action": "RETRY"],
        ["OnExitCode": .string(String(LostHost.checkpointedExitCode)), "Action": "RETRY"],
        ["OnReason": "*", "Action": "EXIT"],
    ]
}
