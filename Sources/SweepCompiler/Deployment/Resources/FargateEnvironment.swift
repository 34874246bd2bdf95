internal import JSON
internal import SweepModel

/// What Batch may hold of Fargate for one lane: nothing while there is nothing to do.
struct FargateEnvironment {
    let lane: Lane
    let deployment: Deployment

    /// No service role is named, as for hosts. Fargate has no types, images, roles or tags of instances, and Batch refuses them here.
    var resource: Resource {
        Resource(
            type: "AWS::Batch::ComputeEnvironment",
            properties: [
                "Type": "MANAGED", "State": "ENABLED", "ReplaceComputeEnvironment": false,
                "ComputeResources": [
                    "Type": lane.isSpot ? "FARGATE_SPOT" : "FARGATE", "MaxvCpus": .integer(deployment.maxVCPUs),
                    "Subnets": deployment.network.subnets, "SecurityGroupIds": deployment.network.securityGroups,
                ],
                "Tags": StackTag.map,
            ], dependsOn: deployment.network.wayOut)
    }
}
