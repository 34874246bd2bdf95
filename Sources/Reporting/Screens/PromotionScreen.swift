public import Decisions
internal import ResultStore
internal import SweepModel

/// What `promote` prints for a person.
public struct PromotionScreen: Sendable {
    private let promotion: Promotion

    public init(_ promotion: Promotion) { self.promotion = promotion }

    /// What was promoted, what was checked, and what the alias pointed to before.
    ///
    /// - Parameter width: columns of the terminal, for the checks; other lines are not cut.
    public func text(width: Int, style: TextStyle = .plain) -> String {
        let version = promotion.version
        let trial = SafeText.neutralise("trial \(version.trial.prefix(16)) of \(version.sweep)")
        let name = style.bold("model \(version.version)")
        var lines = [promotion.isNew ? "\(name): \(trial)" : "\(trial) already is \(name)"]
        if let value = version.value {
            lines.append(
                SafeText.neutralise("  \(version.metric.name) \(NumberText.short(value))")
                    + ", chosen from \(version.chosenFrom.grouped) succeeded trials")
        }
        if version.model == nil {
            let place = version.checkpoints.map { "checkpoints in \(SafeText.neutralise($0))" } ?? "no checkpoints"
            lines.append("  from a program of yours: lineage only, \(place); `predict` can't run it")
        }
        if let record = promotion.record { lines += CheckList(record.draft.checks).lines(width: width, style: style) }
        if let move = promotion.move { lines.append(DecisionText.move(move, style)) }
        lines += promotion.record.map(DecisionText.recorded) ?? []
        lines += DecisionText.serving(promotion.serving)
        return lines.joined(separator: "\n") + "\n"
    }
}

/// What `promote` and `rollback` print where their checks refuse.
public struct RefusalScreen: Sendable {
    private let refusal: GateRefusal

    public init(_ refusal: GateRefusal) { self.refusal = refusal }

    public func text(width: Int, style: TextStyle = .plain) -> String {
        ([SafeText.neutralise(refusal.what)] + CheckList(refusal.checks).lines(width: width, style: style))
            .joined(separator: "\n") + "\n"
    }
}

/// What `rollback` prints for a person.
public struct RollbackScreen: Sendable {
    private let rollback: Rollback

    public init(_ rollback: Rollback) { self.rollback = rollback }

    public func text(width: Int, style: TextStyle = .plain) -> String {
        let lines =
            [DecisionText.move(rollback.move, style)]
            + CheckList(rollback.record.draft.checks).lines(width: width, style: style)
            + DecisionText.recorded(rollback.record) + DecisionText.serving(rollback.serving)
        return lines.joined(separator: "\n") + "\n"
    }
}

/// Lines that several screens share.
enum DecisionText {
    static func move(_ move: AliasMove, _ style: TextStyle) -> String {
        let before = move.from.map { " (before: model \($0))" } ?? ""
        return "\(style.green(move.alias.rawValue)) is now model \(move.to)\(before)"
    }

    static func recorded(_ record: DecisionRecord) -> [String] {
        ["decision \(record.number) is recorded: stepsweep decision show \(record.number)"]
    }

    static func serving(_ change: ServingChange) -> [String] {
        switch change {
        case .unchanged: []
        case .published(let revision): ["served from now on: revision \(revision) of serving/document.json"]
        case .testRuns(let test): ["the A/B test \(SafeText.neutralise(test)) runs on: what is served stays"]
        case .unknownProgram(let version):
            ["model \(version) is a program of yours: `stepsweep serve` must be told how it is asked"]
        }
    }
}
