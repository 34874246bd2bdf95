internal import AWS

/// Why a job waits for a host, in plain words.
public enum StuckReason {
    /// - Parameter reason: the job's `statusReason`; empty where Batch says nothing.
    public static func words(for reason: String) -> (says: String, fix: String) {
        if reason.isEmpty {
            return (
                "Batch does not say why",
                "compare the job's vCPUs, memory and GPUs with the lane's instance types, and look at the quotas below"
            )
        }
        return JobReason.meaning(of: reason)
            ?? (reason, FailureReason.fix(for: reason) ?? "look at the compute environment's reason above")
    }
}
