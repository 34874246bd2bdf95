internal import JSON
internal import SweepModel

/// The hosts of one lane: none while there is nothing to do.
struct HostEnvironment {
    let lane: Lane
    let deployment: Deployment

    /// Minutes that running jobs keep an outdated host during an update: Batch's longest.
    static let updateMinutes = 360

    /// No service role is named: Batch then takes its service-linked one, with which alone it updates hosts in place
    /// and tells why a job is stuck.
    var resource: Resource {
        Resource(
            type: "AWS::Batch::ComputeEnvironment",
            properties: [
                "Type": "MANAGED", "State": "ENABLED", "ReplaceComputeEnvironment": false,
                "UpdatePolicy": [
                    "TerminateJobsOnUpdate": false, "JobExecutionTimeoutMinutes": .integer(Self.updateMinutes),
                ],
                "ComputeResources": computeResources, "Tags": StackTag.map,
            ], dependsOn: deployment.network.wayOut)
    }

    /// Batch's default strategy is BEST_FIT, which waits for one type of instance.
    private var allocationStrategy: JSON {
        lane.isSpot ? "SPOT_PRICE_CAPACITY_OPTIMIZED" : "BEST_FIT_PROGRESSIVE"
    }

    private var computeResources: JSON {
        [
            "Type": lane.isSpot ? "SPOT" : "EC2", "AllocationStrategy": allocationStrategy, "MinvCpus": 0,
            "MaxvCpus": .integer(deployment.maxVCPUs),
            "InstanceTypes": Intrinsic.ref(
                lane.hasGPU ? TemplateParameter.gpuInstanceTypes : TemplateParameter.cpuInstanceTypes),
            "Ec2Configuration": [["ImageType": lane.hasGPU ? "ECS_AL2023_NVIDIA" : "ECS_AL2023"]],
            "UpdateToLatestImageVersion": true,
            "InstanceRole": Intrinsic.getAtt(LogicalID.instanceProfile, "Arn"),
            "LaunchTemplate": [
                "LaunchTemplateId": Intrinsic.ref(LogicalID.launchTemplate),
                "Version": Intrinsic.getAtt(LogicalID.launchTemplate, "LatestVersionNumber"),
            ],
            "Subnets": deployment.network.subnets, "SecurityGroupIds": deployment.network.securityGroups,
            "Tags": StackTag.map,
        ]
    }
}
