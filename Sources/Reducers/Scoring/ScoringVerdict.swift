public import JSON
public import SweepModel

/// What a state machine and a person need to know of a scoring: of constant size, whatever the input.
public struct ScoringVerdict: Sendable, Equatable {
    public let scoring: String
    public let rows: Int
    public let shards: Int
    /// Shards without a result, of which `firstMissing` names at most ten.
    public let missing: Int
    public let firstMissing: [String]
    /// With the rows that each answers.
    public let arms: [ScoringArm]

    /// Every row is in the output.
    public var isComplete: Bool { missing == 0 }

    /// Why it isn't complete, in words.
    public var reason: String {
        guard !isComplete else { return "all \(rows) rows are scored" }
        let named = firstMissing.joined(separator: ", ") + (missing > firstMissing.count ? ", …" : "")
        return "\(missing) of \(shards) shards have no result (\(named)); score the same input again: only they run"
    }

    public var json: JSON {
        [
            "schema": "stepsweep.scoring-verdict", "version": 1, "scoring": .string(scoring),
            "complete": .bool(isComplete), "rows": .integer(rows), "shards": .integer(shards),
            "missing": .integer(missing), "firstMissing": .array(firstMissing.map(JSON.string)),
            "reason": .string(reason),
            "arms": .array(
                arms.map { ["arm": .string($0.name), "version": .integer($0.version), "rows": .integer($0.rows)] }),
        ]
    }
}
