public import ResultStore

/// What a person wants promoted, and as what.
public struct PromotionRequest: Sendable, Equatable {
    public var sweep: String
    /// The beginning of a trial's id; `nil` means the best trial.
    public var trial: String?
    /// The alias that shall point to the version; `nil` only registers it.
    public var alias: ModelAlias?
    /// What the alias must point to now.
    public var expectation: AliasExpectation
    /// Who decides.
    public var by: String
    /// When, in seconds since 1970.
    public var at: Double
    public var note: String?

    public init(
        sweep: String, trial: String? = nil, alias: ModelAlias? = nil, expectation: AliasExpectation = .whatever,
        by: String, at: Double, note: String? = nil
    ) {
        self.sweep = sweep
        self.trial = trial
        self.alias = alias
        self.expectation = expectation
        self.by = by
        self.at = at
        self.note = note
    }
}

/// The state of an alias on which a decision rests.
public enum AliasExpectation: Sendable, Equatable {
    /// Whatever it points to when the decision begins; it must still do so when the alias moves.
    case whatever
    /// It was never set.
    case unset
    case version(Int)
}

/// What a promotion did.
public struct Promotion: Sendable, Equatable {
    public let version: ModelVersion
    /// False where the trial had this version already.
    public let isNew: Bool
    /// `nil` where no alias was asked for, or it pointed to this version already.
    public let move: AliasMove?
}
