/// Why a trial failed: an outcome of that trial, never the end of the sweep.
public struct TrialFailure: Sendable, Equatable, Codable {
    public enum Reason: String, Sendable, Codable, CaseIterable {
        /// The user's program ended with a non-zero exit code.
        case exitCode = "exit-code"
        /// The user's program was ended by a signal.
        case signal
        /// The kernel ended the user's program for memory, or a limit did.
        case outOfMemory = "out-of-memory"
        case timeout
        /// A metric that is NaN or infinite.
        case nonFiniteMetric = "non-finite-metric"
        /// The sweep's metric was never reported.
        case missingMetric = "missing-metric"
        /// Training ran off to NaN or infinity.
        case diverged
        /// Parameters or data that the trainer refuses.
        case invalidInput = "invalid-input"
        /// The user's program could not be started.
        case notStarted = "not-started"
    }

    public var reason: Reason
    /// One plain sentence for a person.
    public var message: String
    /// The program's own, where it ended by itself; `nil` after a signal, and for a built-in trainer.
    public var exitCode: Int?
    /// A signal's number, such as 11.
    public var signal: Int?
    /// The last lines of the program's stderr, at most 4 KiB.
    public var stderrTail: String?

    public init(
        reason: Reason, message: String, exitCode: Int? = nil, signal: Int? = nil, stderrTail: String? = nil
    ) {
        self.reason = reason
        self.message = message
        self.exitCode = exitCode
        self.signal = signal
        self.stderrTail = stderrTail
    }
}
