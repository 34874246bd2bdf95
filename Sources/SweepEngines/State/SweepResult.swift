public import JSON
internal import StatesInterpreter

/// How an execution of a sweep ended.
public struct SweepResult: Sendable, Equatable, Codable {
    public enum Status: String, Sendable, Codable {
        case succeeded
        case failed
        case timedOut = "timed-out"
        /// Cancelled or interrupted.
        case aborted
    }

    public var sweep: String
    /// The number of the execution, counted from 1.
    public var run: Int
    public var status: Status
    /// The States Language error and cause of a failed execution.
    public var error: String?
    public var cause: String?
    /// What the reducer returned last: counts and the best trial; `nil` where it was not reached.
    public var reduced: JSON?
    /// The pack and the words of the first worker that failed by its own fault; `nil` where none did.
    public var workerError: String?
    /// Wall time of the execution.
    public var seconds: Double

    public init(
        sweep: String, run: Int, status: Status, error: String? = nil, cause: String? = nil, reduced: JSON? = nil,
        workerError: String? = nil, seconds: Double
    ) {
        self.sweep = sweep
        self.run = run
        self.status = status
        self.error = error
        self.cause = cause
        self.reduced = reduced
        self.workerError = workerError
        self.seconds = seconds
    }
}

extension SweepResult {
    init(_ run: PreparedRun, _ ended: ExecutionResult, reduced: JSON?, workerError: String?, seconds: Double) {
        self.init(
            sweep: run.sweep, run: run.number, status: .succeeded, reduced: reduced, workerError: workerError,
            seconds: seconds)
        switch ended {
        case .succeeded: break
        case .failed(let error, let cause): (status, self.error, self.cause) = (.failed, error, cause)
        case .timedOut: status = .timedOut
        case .aborted: status = .aborted
        }
    }
}
