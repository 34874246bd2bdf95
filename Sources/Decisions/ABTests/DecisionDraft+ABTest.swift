internal import JSON
internal import ResultStore
internal import SweepModel

extension DecisionDraft {
    /// The record of a test that ends: the whole analysis that its verdict rests on, and where an arm was promoted the champion's move.
    init(ending test: ABTest, _ end: StoredEnd) {
        let control = test.options.arms[0]
        let winner = end.outcome == .promoted ? test.options.arms.first { $0.name == end.arm } : nil
        let judged = winner ?? test.options.arms[1]
        var facts: [String: JSON] = [
            "end": ["test": .string(test.id), "outcome": .string(end.outcome.rawValue), "arm": .string(end.arm)],
            "analysis": end.evidence,
        ]
        if let outcome = RecordedVerdict.Outcome(end.outcome) {
            facts["verdict"] =
                RecordedVerdict(
                    test: test.id, outcome: outcome, control: control.version, treatment: judged.version,
                    others: test.options.arms.dropFirst().map(\.version).filter { $0 != judged.version }
                ).json
        }
        self.init(
            kind: .ab, by: end.endedBy, at: end.endedAt, note: end.note, model: winner?.version,
            move: winner.map { Move(alias: .champion, from: control.version, to: $0.version) }, facts: facts)
    }
}

extension RecordedVerdict.Outcome {
    /// `nil` for a test that was stopped: it has no verdict.
    fileprivate init?(_ outcome: StoredEnd.Outcome) {
        switch outcome {
        case .promoted: self = .promote
        case .rolledBack: self = .rollBack
        case .stopped: return nil
        }
    }
}
