public import SweepModel

/// An outcome and the place of its line among all records of a sweep.
public struct OutcomeRecord: Sendable, Equatable {
    public var outcome: TrialOutcome
    public var place: RecordPlace

    public init(outcome: TrialOutcome, place: RecordPlace) {
        self.outcome = outcome
        self.place = place
    }
}

/// The order of records: by lease generation, then flush, then pack, then line.
///
/// It depends on nothing but the records themselves, so that every merge of them chooses the same one.
public struct RecordPlace: Sendable, Hashable, Comparable {
    public var generation: Int
    public var part: Int
    public var pack: String
    /// Counted from 1.
    public var line: Int

    public init(generation: Int, part: Int, pack: String, line: Int) {
        self.generation = generation
        self.part = part
        self.pack = pack
        self.line = line
    }

    public static func < (left: RecordPlace, right: RecordPlace) -> Bool {
        (left.generation, left.part, left.pack, left.line) < (right.generation, right.part, right.pack, right.line)
    }
}

/// What decides between two records of one trial.
struct RecordRank: Equatable {
    let status: TrialOutcome.Status
    let place: RecordPlace

    /// The first success wins; without one, the latest failure.
    func beats(_ other: RecordRank) -> Bool {
        switch (status, other.status) {
        case (.succeeded, .failed): true
        case (.failed, .succeeded): false
        case (.succeeded, .succeeded): place < other.place
        case (.failed, .failed): place > other.place
        }
    }
}

/// The records of one outcome object, and its lines that are none.
public struct OutcomeObject: Sendable, Equatable {
    /// The object's key in the store.
    public var key: String
    public var records: [OutcomeRecord]
    public var unreadable: [UnreadableLine]

    public init(key: String, records: [OutcomeRecord], unreadable: [UnreadableLine] = []) {
        self.key = key
        self.records = records
        self.unreadable = unreadable
    }
}

/// A line of an outcome object that is not a trial's outcome. Its trial counts as missing.
public struct UnreadableLine: Sendable, Equatable {
    public var object: String
    /// Counted from 1.
    public var line: Int
    public var problem: String

    public init(object: String, line: Int, problem: String) {
        self.object = object
        self.line = line
        self.problem = problem
    }
}
