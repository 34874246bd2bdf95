public import JSON

/// How an execution ended.
public enum ExecutionResult: Sendable, Equatable {
    case succeeded(output: JSON)
    /// An error that nothing caught, or a Fail state. Both texts are absent where a Fail state gives none.
    case failed(error: String?, cause: String?)
    /// The machine's own `TimeoutSeconds` passed.
    case timedOut
    /// The Swift task that ran the execution was cancelled.
    case aborted

    /// AWS's word for it: `SUCCEEDED`, `FAILED`, `TIMED_OUT` or `ABORTED`.
    public var status: String {
        switch self {
        case .succeeded: "SUCCEEDED"
        case .failed: "FAILED"
        case .timedOut: "TIMED_OUT"
        case .aborted: "ABORTED"
        }
    }
}
