import SweepModel
import Testing

@testable import StepFunctionsEngine

@Suite("A stack that lacks what a sweep needs") struct CloudStackTests {
    private func stack(_ more: [String: String]) throws -> CloudStack {
        let common = [
            "Bucket": "team-bucket-1", "Reducer": "r", "Subnets": "subnet-1", "SecurityGroups": "sg-1",
            "AssignPublicIp": "ENABLED", "StateMachineRole": "arn:aws:iam::123456789012:role/m",
        ]
        return try CloudStack(name: "team", outputs: common.merging(more) { first, _ in first })
    }

    @Test("is told to be deployed again where only its Fargate queues are missing, or the file to ask for ECS")
    func noFargateQueue() throws {
        let plan = try goldenPlan("every-lane-distributed")
        let old = try stack([
            "Cluster": "c", "TaskDefinitionFargate": "t", "TaskDefinitionFargateSpot": "t",
        ])
        let error = #expect(throws: CloudError.self) {
            try StepFunctionsEngine.input("s-1", run: 1, [], plan, old)
        }
        #expect(
            error?.description
                == "stack `team` can't run this sweep: packs on fargate, fargate-spot are Batch jobs, and the stack, which an earlier version deployed, has no queue for them; deploy it again, an idle queue costs nothing, or write `service: ecs` into the lane"
        )
    }

    @Test("is told to be deployed with the lanes where it has none of them")
    func noLane() throws {
        let plan = try goldenPlan("every-lane-inline")
        let error = #expect(throws: CloudError.self) {
            try StepFunctionsEngine.input("s-1", run: 1, [], plan, stack(["QueueSpot": "q"]))
        }
        #expect(error?.description.contains("taskDefinitions.fargate, cluster") == true)
        #expect(error?.description.hasSuffix("deploy it with these --lanes, or name others in the sweep file") == true)
    }
}
