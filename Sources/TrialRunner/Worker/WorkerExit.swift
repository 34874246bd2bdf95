/// How `stepsweep-worker` ends; the numbers are those of BSD's `sysexits.h` where it has one.
public enum WorkerExit: Int32, Sendable, CaseIterable {
    /// Every trial of the pack has an outcome, failed trials included.
    case success = 0
    /// Arguments or environment that can't be used; nothing was done.
    case usage = 64
    /// The sweep's documents in the store are missing or can't be read by this worker.
    case invalidWork = 65
    /// The store, the disk or the system refused; what was stored before stays.
    case failedWorld = 74
    /// Stopped before the end (a signal, a lost engine or lease): run the same pack again, finished trials are kept.
    case interrupted = 75
}
