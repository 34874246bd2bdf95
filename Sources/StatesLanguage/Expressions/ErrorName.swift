/// The error names that the States Language reserves.
public enum ErrorName {
    /// Matches every error but `dataLimitExceeded` and `runtime`; stands alone and last.
    public static let all = "States.ALL"
    /// As a failure: a task that failed. In `ErrorEquals`: every error but a timeout.
    public static let taskFailed = "States.TaskFailed"
    public static let timeout = "States.Timeout"
    public static let heartbeatTimeout = "States.HeartbeatTimeout"
    public static let permissions = "States.Permissions"
    public static let resultPathMatchFailure = "States.ResultPathMatchFailure"
    public static let parameterPathFailure = "States.ParameterPathFailure"
    public static let branchFailed = "States.BranchFailed"
    public static let noChoiceMatched = "States.NoChoiceMatched"
    public static let intrinsicFailure = "States.IntrinsicFailure"
    public static let exceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold"
    public static let itemReaderFailed = "States.ItemReaderFailed"
    public static let resultWriterFailed = "States.ResultWriterFailed"
    public static let queryEvaluationError = "States.QueryEvaluationError"
    public static let dataLimitExceeded = "States.DataLimitExceeded"
    /// A mistake in the machine or its data; ends the execution whatever `Retry` and `Catch` say.
    public static let runtime = "States.Runtime"
}
