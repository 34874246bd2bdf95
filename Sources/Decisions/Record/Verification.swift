public import JSON

/// What became of the decisions when they were recomputed from the store.
public struct Verification: Sendable, Equatable {
    /// The decisions that were looked at.
    public let decisions: [Int]
    /// The digest of the last record: kept elsewhere, it proves later that nobody wrote the whole chain anew. `nil` before the first.
    public let head: String?
    public let findings: [VerificationFinding]

    public var isSound: Bool { findings.isEmpty }

    /// The document of `decision verify --json`, version 1: see `docs/json.md`.
    public var json: JSON {
        [
            "schema": "stepsweep.verification", "version": 1, "decisions": .array(decisions.map(JSON.integer)),
            "head": head.map(JSON.string) ?? .null, "sound": .bool(isSound),
            "findings": .array(findings.map(\.json)),
        ]
    }
}

/// A field that is not what the record says.
public struct VerificationFinding: Sendable, Equatable {
    /// `nil` for what concerns the registry as a whole.
    public let decision: Int?
    /// Its dotted name, such as `inputs.outcome` or `checks.champion.figures.difference`.
    public let field: String
    public let recorded: JSON
    public let found: JSON

    public init(_ decision: Int?, _ field: String, recorded: JSON, found: JSON) {
        self.decision = decision
        self.field = field
        self.recorded = recorded
        self.found = found
    }

    var json: JSON {
        [
            "decision": decision.map(JSON.integer) ?? .null, "field": .string(field), "recorded": recorded,
            "found": found,
        ]
    }

    /// How far two numbers may lie apart: another processor adds up in another order.
    private static let tolerance = 1e-9

    /// Every place at which two values differ, by its dotted name.
    static func differences(
        _ decision: Int, _ field: String, _ recorded: JSON, _ found: JSON
    ) -> [VerificationFinding] {
        switch (recorded, found) {
        case (.object(let left), .object(let right)):
            return Set(left.keys).union(right.keys).sorted().flatMap { name in
                differences(decision, field + "." + name, left[name] ?? .null, right[name] ?? .null)
            }
        case (.array(let left), .array(let right)) where left.count == right.count:
            return zip(left, right).enumerated().flatMap { index, pair in
                differences(decision, field + ".\(index)", pair.0, pair.1)
            }
        default:
            if let left = recorded.double, let right = found.double,
                abs(left - right) <= tolerance * max(1, abs(left), abs(right))
            {
                return []
            }
            return recorded == found
                ? [] : [VerificationFinding(decision, field, recorded: recorded, found: found)]
        }
    }
}
