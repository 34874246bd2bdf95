/// Why a job waits for a host, in plain words.
///
/// Source: "Troubleshooting: jobs stuck in RUNNABLE", Batch user guide.
public enum StuckReason {
    /// - Parameter reason: the job's `statusReason`; empty where Batch says nothing.
    public static func words(for reason: String) -> (says: String, fix: String) {
        for (sign, says, fix) in known where reason.uppercased().contains(sign) { return (says, fix) }
        if reason.isEmpty {
            return (
                "Batch does not say why",
                "compare the job's vCPUs, memory and GPUs with the lane's instance types, and look at the quotas below"
            )
        }
        return (reason, FailureReason.fix(for: reason) ?? "look at the compute environment's reason above")
    }

    private static let known = [
        (
            "INSUFFICIENT_INSTANCE_CAPACITY", "AWS has no such hosts free in these zones",
            "wait, add instance types (--parameter CpuInstanceTypes=…), or take a lane without Spot"
        ),
        (
            "COMPUTE_ENVIRONMENT_MAX_RESOURCE", "the job asks for more vCPUs than the lane may hold",
            "raise --max-vcpus, or ask for less under `compute`"
        ),
        (
            "JOB_RESOURCE_REQUIREMENT", "no instance type of the lane is as large as the job asks for",
            "ask for less under `compute`, or name larger types with --parameter CpuInstanceTypes=… or GpuInstanceTypes=…"
        ),
        (
            "SERVICE_ROLE_PERMISSIONS", "Batch's own role may not start hosts",
            "check the service-linked role AWSServiceRoleForBatch in IAM"
        ),
        (
            "INVALID_COMPUTE_ENVIRONMENT", "the lane's hosts are in a bad state",
            "look at the line of the hosts above"
        ),
        (
            "VCPULIMITEXCEEDED", "the account's vCPU quota is used up",
            "raise the quota named below in Service Quotas"
        ),
    ]
}
