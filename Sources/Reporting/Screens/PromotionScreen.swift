public import Decisions
internal import ResultStore
internal import SweepModel

/// What `promote` prints for a person.
public struct PromotionScreen: Sendable {
    private let promotion: Promotion

    public init(_ promotion: Promotion) { self.promotion = promotion }

    /// What was promoted and what the alias pointed to before, in lines that are not cut.
    public func text(style: TextStyle = .plain) -> String {
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
        if let move = promotion.move {
            let before = move.from.map { " (before: model \($0))" } ?? ""
            lines.append("\(style.green(move.alias.rawValue)) is now model \(move.to)\(before)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
