/// A decision that can't be made as asked. Nothing was changed.
public enum DecisionError: Error, Sendable, Equatable {
    /// A sort key, filter or column that no trial has; `known` are those that there are.
    case unknownColumn(name: String, suggestion: String?, known: [String])
    /// A column by which models can't be compared: it has no numbers, or they say nothing of a model.
    case columnWithoutNumbers(name: String)
    /// A filter that can't be understood.
    case invalidFilter(text: String, problem: String)
    case unknownSweep(String)
    case noSucceededTrial(sweep: String)
    case unknownTrial(prefix: String, sweep: String)
    case ambiguousTrial(prefix: String, sweep: String, matches: [String])
    /// A failed trial can't be promoted.
    case failedTrial(trial: String, reason: String)
    /// A trial whose model was never saved, or is gone from the store.
    case missingModel(trial: String, problem: String)
    case unknownVersion(String)
    /// An alias that points nowhere yet.
    case unsetAlias(String)
    /// A version of a user's program has no model that StepSweep could run.
    case notPredictable(version: Int)
    /// The model's bytes in the store are not the ones that were promoted.
    case damagedModel(version: Int, key: String)
    /// Somebody else moved the alias first: a conflict.
    case aliasMoved(alias: String, expected: Int?, found: Int?)
    /// Others changed the registry in a bucket again and again.
    case busyRegistry(home: String)
    /// A confirmation that isn't there, or confirms another sweep.
    case unknownConfirmation(String, sweep: String)
    case unknownDecision(Int)
    /// A record that no version of this program wrote.
    case damagedDecision(number: Int)
    /// An alias that never pointed elsewhere.
    case nothingBefore(alias: String, version: Int)
    /// A serving document that can't be read or served.
    case damagedServing(problem: String)

    /// What kind of bad news it is, for exit codes.
    public enum Kind: Sendable { case usage, notFound, refused, conflict }

    /// The column that is at fault, where one is: whoever asked knows which option named it.
    public var column: String? {
        switch self {
        case .unknownColumn(let name, _, _), .columnWithoutNumbers(let name): name
        default: nil
        }
    }

    public var kind: Kind {
        switch self {
        case .unknownColumn, .columnWithoutNumbers, .invalidFilter, .ambiguousTrial: .usage
        case .unknownSweep, .unknownTrial, .unknownVersion, .unsetAlias, .unknownConfirmation, .unknownDecision:
            .notFound
        case .noSucceededTrial, .failedTrial, .missingModel, .notPredictable, .damagedModel, .damagedDecision,
            .nothingBefore, .damagedServing:
            .refused
        case .aliasMoved, .busyRegistry: .conflict
        }
    }
}

extension DecisionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownColumn(let name, let suggestion, let known):
            "no trial has a column `\(name)`" + (suggestion.map { "; did you mean `\($0)`?" } ?? "")
                + "; there are: \(ColumnNames.list(known))"
        case .columnWithoutNumbers(let name):
            "`\(name)` can't be made small or large: it has no numbers that tell of a model; name `seconds`, a metric, or a"
                + " parameter whose values are numbers"
        case .invalidFilter(let text, let problem):
            "filter `\(text)`: \(problem); write it like `validation_accuracy>0.95`, `optimizer=adam` or"
                + " `status!=failed`"
        case .unknownSweep(let sweep):
            "no outcomes of a sweep `\(sweep)` are in the results; `stepsweep status` lists the sweeps"
        case .noSucceededTrial(let sweep):
            "\(sweep): no trial has succeeded, so there is none to promote; `stepsweep compare \(sweep)` shows why"
        case .unknownTrial(let prefix, let sweep):
            "\(sweep): no trial's id begins with `\(prefix)`; `stepsweep compare \(sweep)` lists them"
        case .ambiguousTrial(let prefix, let sweep, let matches):
            "\(sweep): `\(prefix)` begins the ids of \(matches.count) trials (\(matches.prefix(3).joined(separator: ", "))"
                + (matches.count > 3 ? " …" : "") + "); give more digits"
        case .failedTrial(let trial, let reason):
            "trial \(trial) failed (\(reason)), so it can't be promoted; choose one that succeeded"
        case .missingModel(let trial, let problem): "trial \(trial) can't be promoted: \(problem)"
        case .unknownVersion(let name): "no model version `\(name)`; `stepsweep models` lists versions and aliases"
        case .unsetAlias(let alias):
            "no model is \(alias) yet; `stepsweep promote SWEEP --as \(alias)` makes one the \(alias)"
        case .notPredictable(let version):
            "model version \(version) came from a program of yours: StepSweep keeps its lineage and checkpoints, but"
                + " can't run it"
        case .damagedModel(let version, let key):
            "model version \(version): \(key) is missing or not what was promoted; restore it from a backup, or promote"
                + " the trial again in another store"
        case .aliasMoved(let alias, let expected, let found):
            "\(alias) is \(Self.name(found)), not \(Self.name(expected)): somebody moved it first; look at `stepsweep models`,"
                + " then decide again"
        case .busyRegistry(let home):
            "\(home): others changed the registry again and again in between; run the same command again"
        case .unknownConfirmation(let id, let sweep):
            "no confirmation `\(id)` of \(sweep) is in the store; `stepsweep confirm \(sweep)` makes one, `stepsweep status` lists them"
        case .unknownDecision(let number): "no decision \(number); `stepsweep decision list` shows all of them"
        case .damagedDecision(let number):
            "decision \(number) is no record of this program's; `stepsweep decision verify` says what else differs"
        case .nothingBefore(let alias, let version):
            "\(alias) has been model \(version) since the log begins, or since all behind it was rolled back: there is no version to go back to"
        case .damagedServing(let problem):
            "serving/document.json: \(problem); move it away, and the next promotion or rollback writes it anew"
        }
    }

    private static func name(_ version: Int?) -> String { version.map { "version \($0)" } ?? "no version" }
}
