internal import SweepModel

/// How AWS says that a host went away, so that a lost host is never taken for a bug.
public enum LostHost {
    /// What a worker exits with when it was told to stop and has saved its state: sysexits' "temporary failure".
    public static let checkpointedExitCode = 75

    /// Why a queue gives up on a job that finds no host (Batch user guide, `jobStateTimeLimitActions`).
    static let noCapacityReason = "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY"

    /// Patterns for the cause of a failed `.sync` task, which is the job's or task's description as JSON text.
    ///
    /// The description also lists a job's earlier attempts, so a bug after a lost host gets one more try: that costs
    /// one attempt, while a lost host that is taken for a bug costs the pack.
    static func patterns(for lane: Lane, isTask: Bool) -> [String] {
        let saved = "*\"ExitCode\":\(checkpointedExitCode)*"
        return lane.isFargate
            ? [
                "*Spot Task was interrupted*", "*SpotInterruption*", "*Timeout waiting for network*", "*CannotPull*",
                saved,
            ] + (isTask ? [] : ["*\(noCapacityReason)*"])
            : ["*\"StatusReason\":\"Host EC2*", "*\(noCapacityReason)*", saved]
    }
}
