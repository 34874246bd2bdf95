/// A reduction that could not be done. What was merged before stays merged.
public enum ReduceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The store has no `work.json` of that sweep.
    case unknownSweep(sweep: String, store: String)
    /// The store has no `scoring.json` of that scoring.
    case unknownScoring(scoring: String, store: String)
    /// The sweep's `work.json` is damaged, or what stands for it in a scoring.
    case unreadableWork(key: String, cause: String)
    /// The user's reduce command failed, took too long or printed something else than metrics.
    case command(argv: [String], problem: String, timedOut: Bool)

    public var description: String {
        switch self {
        case .unknownSweep(let sweep, let store):
            "\(store): there is no sweep `\(sweep)` in this store; `stepsweep status` lists the sweeps it has"
        case .unknownScoring(let scoring, let store):
            "\(store): there is no scoring `\(scoring)` in this store; score its input again"
        case .unreadableWork(let key, let cause) where key.hasPrefix("scorings/"):
            "\(key): can't be merged (\(cause)); remove it and score the input again"
        case .unreadableWork(let key, let cause):
            "\(key): not a work document (\(cause)); plan or launch the sweep again"
        case .command(let argv, let problem, _):
            "the reduce command `\(argv.joined(separator: " "))` \(problem); the outcomes stay merged, repair the"
                + " command, then reduce again"
        }
    }
}
