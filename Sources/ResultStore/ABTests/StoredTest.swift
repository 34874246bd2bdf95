public import JSON

/// An A/B test as the registry keeps it: what was asked, its phases, and its end. All of it is history and never changed.
public struct StoredTest: Sendable, Equatable {
    /// Counted from 1.
    public var number: Int
    /// What was asked for at the start, as the room of decisions spells it.
    public var options: JSON
    /// Seconds since 1970.
    public var startedAt: Double
    public var startedBy: String
    /// In order; never empty.
    public var phases: [StoredPhase]
    /// `nil` while it runs.
    public var end: StoredEnd?

    public init(
        number: Int, options: JSON, startedAt: Double, startedBy: String, phases: [StoredPhase], end: StoredEnd? = nil
    ) {
        self.number = number
        self.options = options
        self.startedAt = startedAt
        self.startedBy = startedBy
        self.phases = phases
        self.end = end
    }

    /// As exposures and the serving document name it.
    public var id: String { Self.id(number) }

    public static func id(_ number: Int) -> String { "ab-\(number)" }
}

/// A time of a test in which its arms kept their weights.
public struct StoredPhase: Sendable, Equatable {
    /// Counted from 1 within its test.
    public var phase: Int
    /// One an arm.
    public var weights: [Double]
    /// Seconds since 1970.
    public var beganAt: Double
    public var beganBy: String
    public var note: String?

    public init(phase: Int, weights: [Double], beganAt: Double, beganBy: String, note: String? = nil) {
        self.phase = phase
        self.weights = weights
        self.beganAt = beganAt
        self.beganBy = beganBy
        self.note = note
    }
}

/// How a test ended.
public struct StoredEnd: Sendable, Equatable {
    public enum Outcome: String, Sendable, CaseIterable {
        /// A challenger became the champion.
        case promoted
        /// The champion answers everybody again, by the rule or by a guardrail.
        case rolledBack = "rolled-back"
        /// A person ended it without a verdict.
        case stopped
    }

    public var outcome: Outcome
    /// The arm that answers from then on.
    public var arm: String
    /// What the decision rests on, as canonical JSON.
    public var evidence: JSON
    /// Seconds since 1970.
    public var endedAt: Double
    public var endedBy: String
    public var note: String?

    public init(
        outcome: Outcome, arm: String, evidence: JSON, endedAt: Double, endedBy: String, note: String? = nil
    ) {
        self.outcome = outcome
        self.arm = arm
        self.evidence = evidence
        self.endedAt = endedAt
        self.endedBy = endedBy
        self.note = note
    }
}

/// Why a change of a test was not stored: somebody else was quicker.
public enum TestConflict: Sendable, Equatable {
    /// Another test runs already.
    case running(Int)
    /// The test has ended meanwhile.
    case ended(Int)
    /// The test has gone on to another phase.
    case otherPhase(Int)
    /// The champion is another version than the test's control; `nil` where there is none.
    case otherChampion(Int?)
}
