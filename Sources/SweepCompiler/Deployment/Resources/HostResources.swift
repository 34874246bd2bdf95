internal import JSON
internal import SweepModel

/// Environments, queues and definitions of the lanes whose packs are Batch jobs on EC2 hosts.
struct HostResources {
    let deployment: Deployment

    var resources: [String: Resource] {
        let lanes = deployment.hostLanes
        guard !lanes.isEmpty else { return [:] }
        var resources = [
            LogicalID.launchTemplate: LaunchTemplate().resource, LogicalID.instanceProfile: Deployment.instanceProfile,
        ]
        for lane in lanes {
            resources[LogicalID.computeEnvironment(lane)] =
                HostEnvironment(lane: lane, deployment: deployment).resource
            resources[LogicalID.queue(lane)] = JobQueue(lane: lane).resource
        }
        for gpu in Set(lanes.map(\.hasGPU)) {
            let kind = JobDefinition.Kind.hosts(gpu: gpu)
            resources[kind.logicalID] = JobDefinition(kind: kind).resource
        }
        resources[LogicalID.reducerJobDefinition] = ReducerJobDefinition().resource
        return resources
    }
}
