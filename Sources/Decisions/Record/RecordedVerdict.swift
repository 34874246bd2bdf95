public import JSON
internal import ResultStore

/// How an A/B test ended, or that it goes on: the member `verdict` of a record of kind `ab`.
///
/// A promotion to champion looks for the latest one about its version and the present champion.
public struct RecordedVerdict: Sendable, Equatable {
    public enum Outcome: String, Sendable, CaseIterable {
        case promote
        case rollBack = "roll-back"
        case goOn = "go-on"
    }

    /// The test's id.
    public var test: String
    public var outcome: Outcome
    /// The version that everybody had before.
    public var control: Int
    /// The version that is judged: where none of several was promoted, the first.
    public var treatment: Int

    /// Further versions of the test, none of which was promoted.
    public var others: [Int]

    public init(test: String, outcome: Outcome, control: Int, treatment: Int, others: [Int] = []) {
        self.test = test
        self.outcome = outcome
        self.control = control
        self.treatment = treatment
        self.others = others
    }

    /// What a draft's facts hold under `verdict`.
    public var json: JSON {
        [
            "test": .string(test), "outcome": .string(outcome.rawValue), "control": .integer(control),
            "treatment": .integer(treatment), "others": .array(others.map(JSON.integer)),
        ]
    }

    public init?(_ json: JSON) {
        guard let test = json["test"]?.string, let outcome = json["outcome"]?.string.flatMap(Outcome.init),
            let control = json["control"]?.int, let treatment = json["treatment"]?.int
        else { return nil }
        self.init(
            test: test, outcome: outcome, control: control, treatment: treatment,
            others: json["others"]?.array?.compactMap(\.int) ?? [])
    }
}

extension [DecisionRecord] {
    /// The number of the latest A/B record in which this version was held against the other one, where that says promote it, and nobody
    /// took it back since.
    func verdict(for treatment: Int, against control: Int) -> (number: Int, verdict: RecordedVerdict)? {
        for record in reversed() {
            if record.draft.kind == .rollback, let move = record.draft.move, move.alias == .champion,
                move.from == treatment
            {
                return nil
            }
            guard record.draft.kind == .ab, let verdict = record.draft.facts["verdict"].flatMap(RecordedVerdict.init),
                verdict.control == control, verdict.treatment == treatment || verdict.others.contains(treatment)
            else { continue }
            return verdict.outcome == .promote && verdict.treatment == treatment ? (record.number, verdict) : nil
        }
        return nil
    }
}
