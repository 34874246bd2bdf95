/// What to do, and by which rule.
public struct Recommendation: Sendable, Equatable {
    public enum Action: Sendable, Equatable {
        case promote(trial: String)
        case keepChampion(version: Int)
        /// The evidence doesn't decide: train `trials` more, `points` of one sweep under `seeds` fresh seeds each.
        case confirm(points: Int, seeds: Int, trials: Int)
        /// A confirmation was begun that may decide: `missing` of its trials have no outcome yet.
        case finish(confirmation: String, missing: Int)
        /// Nothing can be recommended.
        case none
    }

    public let action: Action
    /// One sentence: why.
    public let reason: String
    /// What to type next; `nil` where there is nothing to do.
    public let command: String?

    /// Whether a model is to be promoted: what `compare --gate` lets pass.
    public var isToPromote: Bool { if case .promote = action { true } else { false } }
}
