public import ResultStore

/// What a person wants promoted, and as what.
public struct PromotionRequest: Sendable, Equatable {
    public var sweep: String
    /// The beginning of a trial's id; `nil` means the one that the evidence speaks for.
    public var trial: String?
    /// The alias that shall point to the version; `nil` only registers it.
    public var alias: ModelAlias?
    /// The confirmation to cite; `nil` means the finished one that trained most.
    public var confirmation: String?
    /// What the alias must point to now.
    public var expectation: AliasExpectation
    /// Why it shall be done although a check refuses.
    public var override: String?
    /// Who decides.
    public var by: String
    /// When, in seconds since 1970.
    public var at: Double
    public var note: String?

    public init(
        sweep: String, trial: String? = nil, alias: ModelAlias? = nil, confirmation: String? = nil,
        expectation: AliasExpectation = .whatever, override: String? = nil, by: String, at: Double, note: String? = nil
    ) {
        self.sweep = sweep
        self.trial = trial
        self.alias = alias
        self.confirmation = confirmation
        self.expectation = expectation
        self.override = override
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

    /// The version that the alias must have, as it has `current`.
    func resolved(_ current: Int?) -> Int? {
        switch self {
        case .whatever: current
        case .unset: nil
        case .version(let number): number
        }
    }
}

/// What a promotion did.
public struct Promotion: Sendable, Equatable {
    public let version: ModelVersion
    /// False where the trial had this version already.
    public let isNew: Bool
    /// `nil` where no alias was asked for, or it pointed to this version already.
    public let move: AliasMove?
    /// `nil` where there was nothing to decide: the trial had its version, and the alias pointed to it.
    public let record: DecisionRecord?
    /// What became of the serving document.
    public let serving: ServingChange
}
