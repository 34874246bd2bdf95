internal import AWS

extension JobReason {
    /// The reason in plain words, with AWS's own behind it; `nil` for an empty one.
    static func words(_ reason: String?) -> String? {
        guard let reason, !reason.isEmpty else { return nil }
        guard let (says, fix) = meaning(of: reason) else { return reason }
        return "\(says): \(fix) (\(reason))"
    }

    /// How long a job may wait before its waiting is worth a word, in seconds: hosts start within minutes.
    static let patienceSeconds = 600.0

    /// For a job that waits and has no reason to give.
    static func silence(status: String, seconds: Double) -> String? {
        guard ["SUBMITTED", "PENDING", "RUNNABLE"].contains(status), seconds > patienceSeconds else { return nil }
        return "no host has taken it so far: `stepsweep doctor` checks queues, quotas and roles"
    }
}
