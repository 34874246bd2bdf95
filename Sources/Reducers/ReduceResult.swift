public import JSON
internal import ResultStore
internal import SweepModel

/// What the reducer tells the state machine: small, whatever the number of trials.
public struct ReduceResult: Sendable, Equatable {
    /// The name of the JSON form, and its version.
    public static let schema = "stepsweep.reduce"
    public static let version = 1
    /// At most so many unreadable lines are named in the JSON form; all are counted.
    public static let namedUnreadableLines = 10

    public var sweep: String
    /// Trials planned.
    public var trials: Int
    public var succeeded: Int
    public var failed: Int
    /// Trials without any outcome: their pack was lost, or has not run yet.
    public var missing: Int
    /// Failed trials by `TrialFailure.Reason`; reasons that never happened are left out.
    public var failedByReason: [String: Int]
    /// The best trial by the sweep's metric and goal; `nil` while none succeeded.
    public var best: SweepBest?
    /// Whether enough trials succeeded, by the sweep's `budget.max_failed_percent`.
    public var enough: Bool
    /// One sentence for a person: how many succeeded, or why they are too few.
    public var reason: String
    /// Lines of the outcome objects that are no outcomes. Their trials count as missing.
    public var unreadable: [ReduceResult.Unreadable]

    public struct SweepBest: Sendable, Equatable {
        public var trial: String
        public var value: Double
    }

    public struct Unreadable: Sendable, Equatable {
        public var object: String
        /// Counted from 1; 0 for the object as a whole.
        public var line: Int
        public var problem: String
    }

    /// The JSON form, version 1.
    public var json: JSON {
        [
            "schema": .string(Self.schema), "version": .integer(Self.version), "sweep": .string(sweep),
            "trials": .integer(trials),
            "succeeded": .integer(succeeded), "failed": .integer(failed), "missing": .integer(missing),
            "failedByReason": .object(failedByReason.mapValues(JSON.integer)),
            "best": best.map { ["trial": .string($0.trial), "value": .number($0.value)] } ?? .null,
            "enough": .bool(enough), "reason": .string(reason), "unreadableLines": .integer(unreadable.count),
            "unreadable": .array(unreadable.prefix(Self.namedUnreadableLines).map(\.json)),
        ]
    }
}

extension ReduceResult.Unreadable {
    fileprivate var json: JSON {
        ["object": .string(object), "line": .integer(line), "problem": .string(problem)]
    }
}

extension ReduceResult {
    init(_ summary: SweepSummary, maxFailedPercent: Double, unreadable: [UnreadableLine]) {
        let verdict = SweepVerdict(summary, maxFailedPercent: maxFailedPercent)
        self.init(
            sweep: summary.sweep, trials: summary.planned, succeeded: summary.succeeded, failed: summary.failed,
            missing: summary.missing,
            failedByReason: Dictionary(
                uniqueKeysWithValues: summary.failedByReason.map { ($0.key.rawValue, $0.value) }),
            best: summary.best.map { SweepBest(trial: $0.trial, value: $0.value) }, enough: verdict.enough,
            reason: verdict.reason,
            unreadable: unreadable.map { Unreadable(object: $0.object, line: $0.line, problem: $0.problem) })
    }
}
