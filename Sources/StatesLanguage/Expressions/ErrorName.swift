/// The error names of the States Language that this engine gives or reads.
public enum ErrorName {
    /// Matches every error but `dataLimitExceeded` and `runtime`; stands alone and last.
    public static let all = "States.ALL"
    /// As a failure: a task that failed. In `ErrorEquals`: every error but a timeout.
    public static let taskFailed = "States.TaskFailed"
    /// A task that took longer than its `TimeoutSeconds`.
    public static let timeout = "States.Timeout"
    /// A task that was silent for longer than its `HeartbeatSeconds`.
    public static let heartbeatTimeout = "States.HeartbeatTimeout"
    /// A `ResultPath` that does not fit the state's input.
    public static let resultPathMatchFailure = "States.ResultPathMatchFailure"
    /// A Choice state without a matching rule and without `Default`.
    public static let noChoiceMatched = "States.NoChoiceMatched"
    /// An intrinsic function that refused its arguments.
    public static let intrinsicFailure = "States.IntrinsicFailure"
    /// A distributed Map in which more items failed than it tolerates.
    public static let exceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold"
    /// A distributed Map that could not read its items.
    public static let itemReaderFailed = "States.ItemReaderFailed"
    /// A distributed Map that could not write its results.
    public static let resultWriterFailed = "States.ResultWriterFailed"
    /// A result or an output of more than 262,144 bytes.
    public static let dataLimitExceeded = "States.DataLimitExceeded"
    /// A mistake in the machine or its data; ends the execution whatever `Retry` and `Catch` say.
    public static let runtime = "States.Runtime"
}
