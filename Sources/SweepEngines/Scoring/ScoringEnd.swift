public import Reducers

/// How an execution of a scoring ended.
public enum ScoringEnd: Sendable, Equatable {
    /// The machine ran to its end; the verdict tells whether every shard is scored.
    case judged(ScoringVerdict, workerError: String?)
    /// Stopped from outside; what was scored stays.
    case aborted
    case failed(error: String, cause: String)
}
