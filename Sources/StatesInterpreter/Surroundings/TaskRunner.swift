public import JSON

/// Does the work of Task states. The interpreter knows when a task runs; a task runner knows how.
public protocol TaskRunner: Sendable {
    /// Runs one attempt of one task to its end and returns its result, before `ResultSelector`.
    ///
    /// The surrounding Swift task is cancelled when the attempt times out, when the execution is stopped, or when a
    /// sibling iteration or branch failed. The interpreter waits for the call to return even then, so a runner that
    /// starts processes ends them before it returns. What a cancelled call returns or throws is ignored.
    ///
    /// - Throws: `TaskFailure` with the error name AWS would give, so that `Retry` and `Catch` behave the same on both sides.
    func run(_ request: TaskRequest) async throws(TaskFailure) -> JSON
}

/// One attempt of one task.
public struct TaskRequest: Sendable, Equatable {
    /// The `Resource` of the state as written, such as `arn:aws:states:::batch:submitJob.sync`.
    public let resource: String
    public let stateName: String
    /// The evaluated `Parameters`; the state's effective input where it has none.
    public let parameters: JSON
    /// The Map iterations and Parallel branches around the state, outermost first; empty at the top level.
    public let path: [IterationStep]
    /// Counts from 0 and equals `$$.State.RetryCount`.
    public let attempt: Int
    /// After how many seconds the attempt is cancelled; `nil` where the state sets no limit.
    public let timeoutSeconds: Int?
    /// The longest silence between two heartbeats that the state allows; the runner watches it where a service sends
    /// them.
    public let heartbeatSeconds: Int?
    /// The value of `$$.Task.Token`: unique to this attempt within the execution.
    public let taskToken: String

    public init(
        resource: String, stateName: String, parameters: JSON, path: [IterationStep] = [], attempt: Int = 0,
        timeoutSeconds: Int? = nil, heartbeatSeconds: Int? = nil, taskToken: String = ""
    ) {
        self.resource = resource
        self.stateName = stateName
        self.parameters = parameters
        self.path = path
        self.attempt = attempt
        self.timeoutSeconds = timeoutSeconds
        self.heartbeatSeconds = heartbeatSeconds
        self.taskToken = taskToken
    }
}

/// One step from the top of the machine into a Map or Parallel state.
public struct IterationStep: Sendable, Hashable {
    /// The name of the Map or Parallel state.
    public let stateName: String
    /// The index of the item, of the batch, or of the branch; counts from 0.
    public let index: Int

    public init(stateName: String, index: Int) {
        self.stateName = stateName
        self.index = index
    }
}

/// How a task ended when it did not succeed; also the `Error` and `Cause` that a Catch sees.
public struct TaskFailure: Error, Sendable, Hashable {
    /// An error name such as `States.TaskFailed` or `Batch.ServerException`.
    public let error: String
    /// Words for a person; `.sync` integrations put the job's description as JSON text here.
    public let cause: String?

    public init(error: String, cause: String? = nil) {
        self.error = error
        self.cause = cause
    }
}
