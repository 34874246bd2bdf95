public import JSON
public import ResultStore
internal import SweepModel

/// A decision about models as it was made: who, why, what was checked, and what it rested on. Nothing changes it afterwards.
///
/// Its canonical JSON holds the digest of the record before it, so that no record can be exchanged without all behind it.
public struct DecisionRecord: Sendable, Equatable {
    /// The name of the JSON form, and its version.
    public static let schema = "stepsweep.decision"
    public static let version = 1
    /// What the first record has in place of the digest of one before it.
    public static let beginning = String(repeating: "0", count: 64)

    public enum Kind: String, Sendable, CaseIterable {
        /// A trial became a version, and an alias moved to it.
        case promote
        /// An alias went back to the version before.
        case rollback
        /// An A/B test ended: see `RecordedVerdict`.
        case ab
    }

    /// Counted from 1.
    public let number: Int
    /// The digest of the record before.
    public let previous: String
    public let draft: DecisionDraft

    public init(number: Int, previous: String, draft: DecisionDraft) {
        self.number = number
        self.previous = previous
        self.draft = draft
    }

    /// SHA-256 of the canonical JSON, in 64 hexadecimal digits.
    public var digest: String { Digest.sha256(json.bytes()) }

    var stored: StoredDecision {
        StoredDecision(number: number, kind: draft.kind.rawValue, record: json.text(), digest: digest)
    }
}

/// A decision before it has its place in the chain.
public struct DecisionDraft: Sendable, Equatable {
    public var kind: DecisionRecord.Kind
    /// Who decides.
    public var by: String
    /// When, in seconds since 1970.
    public var at: Double
    public var note: String?
    /// Why it was decided although a check refused; `nil` where nobody said so.
    public var override: String?
    /// The version that it is about; `nil` where it is about none, such as a test that goes on.
    public var model: Int?
    /// `nil` where no alias moves.
    public var move: Move?
    public var checks: [GateCheck]
    /// What it rested on: members of the record by their names, such as `subject`, `inputs` and `evidence` of a promotion.
    public var facts: [String: JSON]

    /// From what to what an alias moves.
    public struct Move: Sendable, Equatable {
        public var alias: ModelAlias
        /// `nil` for the alias's first move.
        public var from: Int?
        public var to: Int

        public init(alias: ModelAlias, from: Int?, to: Int) {
            self.alias = alias
            self.from = from
            self.to = to
        }
    }

    public init(
        kind: DecisionRecord.Kind, by: String, at: Double, note: String? = nil, override: String? = nil,
        model: Int? = nil, move: Move? = nil, checks: [GateCheck] = [], facts: [String: JSON] = [:]
    ) {
        self.kind = kind
        self.by = by
        self.at = at
        self.note = note
        self.override = override
        self.model = model
        self.move = move
        self.checks = checks
        self.facts = facts
    }
}
