/// Batch's and ECS's reasons in words that say what to do.
///
/// Sources: AWS Batch user guide, "Jobs stuck in a RUNNABLE status" and "Job state time limit actions"; Amazon ECS developer guide,
/// "Stopped task error codes".
enum JobReason {
    private static let known: [(part: String, words: String)] = [
        (
            "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY",
            "AWS has no such host free now: it waits; more instance types or zones in `stepsweep deploy` help, or another lane"
        ),
        (
            "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE",
            "the job asks for more than the lane may hold: raise --max-vcpus of `stepsweep deploy`, or ask for less in the sweep file"
        ),
        (
            "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT",
            "no instance type of the lane is large enough: ask for less memory, CPUs or GPUs in the sweep file"
        ),
        (
            "MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS",
            "Batch's own role lacks a permission: run `stepsweep deploy` again"
        ),
        (
            "Max vCPU limit exceeded", "your account's vCPU quota is used up: ask for more in Service Quotas, or wait"
        ),
        ("vCPU limit", "your account's vCPU quota is used up: ask for more in Service Quotas, or wait"),
        (
            "MaxSpotInstanceCountExceeded",
            "your account's Spot quota is used up: ask for more in Service Quotas, or wait"
        ),
        (
            "CannotPullContainerError",
            "the image can't be pulled: check with `stepsweep doctor` that it is in the repository and that the network reaches it"
        ),
        ("CannotPull", "the image can't be pulled: check it with `stepsweep doctor`"),
        ("ResourceInitializationError", "the task could not begin: mostly its role, its log group or its route to AWS"),
        ("AccessDenied", "a role lacks a permission: run `stepsweep doctor`"),
        ("OutOfMemory", "the container used more memory than it was given: raise `memory` in the sweep file"),
        ("Host EC2", "its host was taken back: it is tried again"),
        ("Your Spot Task was interrupted", "its Spot capacity was taken back: it is tried again"),
    ]

    /// The reason in plain words, with AWS's own behind it; `nil` for an empty one.
    static func words(_ reason: String?) -> String? {
        guard let reason, !reason.isEmpty else { return nil }
        guard let words = known.first(where: { reason.contains($0.part) })?.words else { return reason }
        return "\(words) (\(reason))"
    }

    /// How long a job may wait before its waiting is worth a word, in seconds: hosts start within minutes.
    static let patienceSeconds = 600.0

    /// For a job that waits and has no reason to give.
    static func silence(status: String, seconds: Double) -> String? {
        guard ["SUBMITTED", "PENDING", "RUNNABLE"].contains(status), seconds > patienceSeconds else { return nil }
        return "no host has taken it so far: `stepsweep doctor` checks queues, quotas and roles"
    }
}
