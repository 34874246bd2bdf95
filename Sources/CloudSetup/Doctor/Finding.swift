internal import AWS

/// What one look found.
public struct Finding: Sendable, Equatable {
    public enum Verdict: String, Sendable, Equatable {
        case ok
        /// Works, or may; a person should know.
        case warning
        /// Sweeps can't run, or not all of them.
        case problem
    }

    /// What was looked at, such as `queue`.
    public let check: String
    public let verdict: Verdict
    public let says: String
    /// What to do; `nil` where all is well.
    public let fix: String?

    static func ok(_ check: String, _ says: String) -> Finding {
        Finding(check: check, verdict: .ok, says: says, fix: nil)
    }

    static func warning(_ check: String, _ says: String, fix: String) -> Finding {
        Finding(check: check, verdict: .warning, says: says, fix: fix)
    }

    public static func problem(_ check: String, _ says: String, fix: String) -> Finding {
        Finding(check: check, verdict: .problem, says: says, fix: fix)
    }

    /// What AWS answered instead of what was asked for.
    static func unanswered(_ check: String, _ error: any Error) -> Finding {
        failed(check, error, otherwise: "run `stepsweep doctor` again")
    }

    /// An error with its own fix as the finding's, said once.
    static func failed(_ check: String, _ error: any Error, otherwise fix: String) -> Finding {
        switch error {
        case let error as AWSError: .problem(check, error.summary, fix: error.fix ?? fix)
        case let error as ConnectionFailure: .problem(check, "\(error.authority): \(error.cause)", fix: error.fix)
        case let error as CredentialsError: .problem(check, error.summary, fix: error.fix)
        case let error as ConfigurationError: .problem(check, "\(error.place): \(error.problem)", fix: error.fix)
        default: .problem(check, "\(error)", fix: fix)
        }
    }
}
