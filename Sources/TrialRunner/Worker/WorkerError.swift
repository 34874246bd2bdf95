/// Why a worker can't do its pack: never the fault of one trial.
public enum WorkerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Every problem of the environment, in the order of `WorkerSettings`.
    case invalidSettings([String])
    /// A document of the sweep that is missing or malformed.
    case invalidDocument(key: String, problem: String)
    /// A call to the system that failed.
    case system(action: String, cause: String, fix: String)

    public var exit: WorkerExit {
        switch self {
        case .invalidSettings: .usage
        case .invalidDocument: .invalidWork
        case .system: .failedWorld
        }
    }

    public var description: String {
        switch self {
        case .invalidSettings(let problems): problems.joined(separator: "\n")
        case .invalidDocument(let key, let problem): "\(key): \(problem)"
        case .system(let action, let cause, let fix): "can't \(action): \(cause); \(fix)"
        }
    }
}
