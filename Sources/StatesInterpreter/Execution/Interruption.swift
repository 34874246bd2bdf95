internal import StatesLanguage

/// Why a strand of an execution ends before its last state.
enum Interruption: Error, Sendable {
    case failed(StateFailure)
    /// The Swift task was cancelled: by whoever runs the execution, or because a sibling failed.
    case cancelled
    /// The `TimeoutSeconds` of the machine passed.
    case timedOut
    /// The history can't be kept, so nothing more may happen.
    case journal(JournalFailure)
}

/// An error in a state, on its way to `Retry`, `Catch` or the end of the execution.
struct StateFailure: Error, Sendable {
    /// Absent for a Fail state without `Error`.
    let error: String?
    let cause: String?
    /// Whether a task reported it, or its result caused it.
    let isOfTask: Bool

    init(error: String?, cause: String?, isOfTask: Bool = false) {
        self.error = error
        self.cause = cause
        self.isOfTask = isOfTask
    }

    init(_ failure: TaskFailure) { self.init(error: failure.error, cause: failure.cause, isOfTask: true) }

    /// Whether one of the names of a retrier or catcher means this error.
    ///
    /// `States.Runtime` is never matched, not even by its name. `States.ALL` leaves out `States.DataLimitExceeded`
    /// unless it was a task's result that was too large: so AWS was recorded, in decision 0012.
    func isMatched(by names: [String]) -> Bool {
        guard error != ErrorName.runtime else { return false }
        return names.contains { name in
            switch name {
            case error: true
            case ErrorName.all: error != ErrorName.dataLimitExceeded || isOfTask
            case ErrorName.taskFailed: error != ErrorName.timeout && (error != ErrorName.dataLimitExceeded || isOfTask)
            case ErrorName.timeout: error == ErrorName.heartbeatTimeout
            default: false
            }
        }
    }
}
