/// A failed world, as the engine meets it: what was tried, the cause, and what to do next.
public enum EngineError: Error, Sendable, Equatable, CustomStringConvertible {
    case alreadyRunning(sweep: String, processID: Int)
    case alreadyScoring(scoring: String)
    case workerNotStarted(path: String, cause: String)
    case sweepNotFound(name: String, known: [String])
    case ambiguousName(name: String, candidates: [String])
    case corruptDocument(key: String, problem: String)
    case trialNotFound(name: String, sweep: String)
    case programChanged(path: String, sweep: String)

    public var description: String {
        switch self {
        case .alreadyRunning(let sweep, let processID):
            "sweep \(sweep) is already running\(processID > 0 ? " (process \(processID))" : ""); follow it with `stepsweep watch \(sweep)`"
        case .alreadyScoring(let scoring):
            "\(scoring) is being scored already by another process; wait for it, or end it and run the same command again"
        case .workerNotStarted(let path, let cause):
            "can't start \(path): \(cause); check the installation with `make install`"
        case .sweepNotFound(let name, let known):
            "no sweep `\(name)` in this store; "
                + (known.isEmpty
                    ? "it holds none yet: `stepsweep launch FILE`" : "known: \(known.joined(separator: ", "))")
        case .ambiguousName(let name, let candidates):
            "`\(name)` may be \(candidates.joined(separator: " or ")): write more of its name"
        case .corruptDocument(let key, let problem):
            "\(key) is damaged (\(problem)); launch the sweep's file again to write it anew"
        case .programChanged(let path, let sweep):
            "\(path) is not the program that \(sweep) was launched with, and results of two programs can't be compared; "
                + "launch the sweep file again, which starts a new sweep, or restore the program"
        case .trialNotFound(let name, let sweep):
            "no trial `\(name)` in sweep \(sweep); `stepsweep compare \(sweep)` lists them"
        }
    }
}
