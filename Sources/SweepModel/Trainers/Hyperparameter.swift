public import JSON

/// One parameter of a built-in trainer.
public struct Hyperparameter: Sendable, Equatable {
    /// As a sweep file writes it, such as `learning_rate`.
    public let name: String
    public let kind: HyperparameterKind
    /// What the trainer uses where a sweep says nothing; `null` means none.
    public let defaultValue: JSON
    /// One sentence.
    public let meaning: String
    /// What other tools call it: only to suggest the right name.
    public let otherNames: [String]
    /// Where the trainer looks at it, in terms of its other parameters; `nil` means always.
    public let usedWhen: Condition?

    init(
        _ name: String, _ kind: HyperparameterKind, default defaultValue: JSON, _ meaning: String,
        otherNames: [String] = [], usedWhen: Condition? = nil
    ) {
        self.name = name
        self.kind = kind
        self.defaultValue = defaultValue
        self.meaning = meaning
        self.otherNames = otherNames
        self.usedWhen = usedWhen
    }
}
