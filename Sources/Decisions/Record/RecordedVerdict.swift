public import JSON

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
    /// The version that is judged; with more than two arms the best one.
    public var treatment: Int

    public init(test: String, outcome: Outcome, control: Int, treatment: Int) {
        self.test = test
        self.outcome = outcome
        self.control = control
        self.treatment = treatment
    }

    /// What a draft's facts hold under `verdict`.
    public var json: JSON {
        [
            "test": .string(test), "outcome": .string(outcome.rawValue), "control": .integer(control),
            "treatment": .integer(treatment),
        ]
    }

    public init?(_ json: JSON) {
        guard let test = json["test"]?.string, let outcome = json["outcome"]?.string.flatMap(Outcome.init),
            let control = json["control"]?.int, let treatment = json["treatment"]?.int
        else { return nil }
        self.init(test: test, outcome: outcome, control: control, treatment: treatment)
    }
}

extension [DecisionRecord] {
    /// The number of the latest A/B record about this pair of versions, where that says promote.
    func verdict(for treatment: Int, against control: Int) -> (number: Int, verdict: RecordedVerdict)? {
        for record in reversed() where record.draft.kind == .ab {
            guard let verdict = record.draft.facts["verdict"].flatMap(RecordedVerdict.init),
                verdict.treatment == treatment,
                verdict.control == control
            else { continue }
            return verdict.outcome == .promote ? (record.number, verdict) : nil
        }
        return nil
    }
}
