/// Why a job or task waits or ended, as Batch and ECS say it: what that means, and what helps.
///
/// Sources: AWS Batch user guide, "Troubleshooting: jobs stuck in RUNNABLE" and "Job state time limit actions"; Amazon ECS developer guide,
/// "Stopped task error codes".
public enum JobReason {
    /// - Returns: `nil` for a reason that nobody knows here.
    public static func meaning(of reason: String) -> (says: String, fix: String)? {
        let text = reason.lowercased()
        return known.first { text.contains($0.sign.lowercased()) }.map { ($0.says, $0.fix) }
    }

    private static let quota = (
        says: "the account's vCPU quota is used up", fix: "raise the quota in Service Quotas, or wait"
    )

    private static let known: [(sign: String, says: String, fix: String)] = [
        (
            "INSUFFICIENT_INSTANCE_CAPACITY", "AWS has no such hosts free in these zones",
            "wait, add instance types (deploy --parameter CpuInstanceTypes=…; Fargate has none), or take a lane without Spot"
        ),
        (
            "COMPUTE_ENVIRONMENT_MAX_RESOURCE", "the job asks for more vCPUs than the lane may hold",
            "raise --max-vcpus of `stepsweep deploy`, or ask for less under `compute`"
        ),
        (
            "JOB_RESOURCE_REQUIREMENT", "no instance type of the lane is as large as the job asks for",
            "ask for less under `compute`, or name larger types with deploy --parameter CpuInstanceTypes=… or GpuInstanceTypes=…"
        ),
        (
            "SERVICE_ROLE_PERMISSIONS", "Batch's own role may not start hosts",
            "check the service-linked role AWSServiceRoleForBatch in IAM"
        ),
        (
            "INVALID_COMPUTE_ENVIRONMENT", "the lane's hosts are in a bad state",
            "see why with `stepsweep doctor`"
        ),
        ("VcpuLimitExceeded", quota.says, quota.fix),
        ("vCPU limit", quota.says, quota.fix),
        ("limit on the number of vCPUs", quota.says, quota.fix),
        (
            "Capacity is unavailable", "Fargate has no room in these zones",
            "wait, or deploy with more zones (--zones or --subnets)"
        ),
        ("Timeout waiting for network", "Fargate gave it no network in time", "it is tried again"),
        ("MaxSpotInstanceCountExceeded", "the account's Spot quota is used up", quota.fix),
        (
            "CannotPull", "the image can't be pulled",
            "check with `stepsweep doctor` that it is in the repository and that the network reaches it"
        ),
        (
            "ResourceInitializationError", "the task could not begin",
            "mostly its role, its log group or its route to AWS is to blame: `stepsweep doctor` looks at them"
        ),
        ("AccessDenied", "a role lacks a permission", "run `stepsweep deploy` again, then `stepsweep doctor`"),
        (
            "OutOfMemory", "the container used more memory than it was given", "raise `memory_mib` in the sweep file"
        ),
        ("Host EC2", "its host was taken back", "it is tried again"),
        ("Your Spot Task was interrupted", "its Spot capacity was taken back", "it is tried again"),
    ]
}
