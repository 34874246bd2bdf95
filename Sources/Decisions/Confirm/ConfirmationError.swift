public import SweepModel

/// A confirmation that can't be made as asked. Nothing was changed, and no test row was scored.
public enum ConfirmationError: Error, Sendable, Equatable {
    case noScoredTrial(sweep: String)
    /// Without a score there is nothing to confirm.
    case failedTrial(trial: String, reason: String)
    /// The sweep is a confirmation itself, of `original`.
    case alreadyConfirmation(sweep: String, original: String)
    case noTestRows(sweep: String)
    /// The test split was scored by another confirmation.
    case testScored(sweep: String, by: TestScoring, times: Int)
    case damagedRecord(key: String)

    public var kind: DecisionError.Kind { .refused }
}

extension ConfirmationError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noScoredTrial(let sweep):
            "\(sweep): no trial has succeeded, so there is none to confirm; `stepsweep compare \(sweep)` shows why"
        case .failedTrial(let trial, let reason):
            "trial \(trial) failed (\(reason)), so there is no score to confirm; choose one that succeeded"
        case .alreadyConfirmation(let sweep, let original):
            "\(sweep) is itself a confirmation; confirm the sweep behind it: `stepsweep confirm \(original)`"
        case .noTestRows(let sweep):
            "\(sweep): data.split.test is 0, so there are no rows that no trial has seen; launch it with a test part, such as"
                + " `split: {train: 0.6, validation: 0.2, test: 0.2}`, or confirm on fresh seeds alone with --without-test"
        case .testScored(let sweep, let scoring, let times):
            "\(sweep): its test rows were scored \(Self.times(times)) already, by \(scoring.confirmation)"
                + " (\(scoring.order.trials.count) trials of \(scoring.order.sweep), by \(scoring.by)); a second look makes the best"
                + " one look too good. See it with `stepsweep confirm \(scoring.confirmation)`, use --without-test, or say --again"
                + " \"why\", which is recorded"
        case .damagedRecord(let key):
            "\(key) is not the record that was written, so nobody knows whether the test rows were scored; restore it from a"
                + " backup, or say --without-test"
        }
    }

    static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
