internal import JSON
internal import SweepModel

/// Environments, queues and definitions of the lanes whose packs are Batch jobs on EC2 hosts.
struct BatchResources {
    let deployment: Deployment

    var resources: [String: Resource] {
        let lanes = deployment.batchLanes
        guard !lanes.isEmpty else { return [:] }
        var resources = [
            LogicalID.launchTemplate: LaunchTemplate().resource, LogicalID.instanceProfile: Deployment.instanceProfile,
        ]
        for lane in lanes {
            resources[LogicalID.computeEnvironment(lane)] =
                ComputeEnvironment(lane: lane, deployment: deployment).resource
            resources[LogicalID.queue(lane)] = JobQueue(lane: lane).resource
        }
        for gpu in Set(lanes.map(\.hasGPU)) {
            resources[LogicalID.jobDefinition(gpu: gpu)] = JobDefinition(gpu: gpu).resource
        }
        resources[LogicalID.reducerJobDefinition] = ReducerJobDefinition().resource
        return resources
    }
}
