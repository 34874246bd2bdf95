internal import JSON
internal import ResultStore

extension RecordCheck {
    /// The analysis of an A/B test, made again from what lies in `traffic.sqlite` up to the moment of the decision.
    ///
    /// An outcome that happened before that moment and was reported behind it makes a difference, which is told: the decision did not
    /// know of it. Requests are summed by the minute, so that the minute of the decision holds later ones, too: of these it is only
    /// checked that none went missing.
    func testFindings() throws -> [VerificationFinding] {
        guard let analysis = record.draft.facts["analysis"], let id = record.draft.facts["end"]?["test"]?.string else {
            return []
        }
        guard var test = try registry.tests().first(where: { $0.id == id }) else {
            return [VerificationFinding(record.number, "end.test", recorded: .string(id), found: .null)]
        }
        // As it stood when it was judged.
        test.end = nil
        let found = try ABDesk(store: registry.store).analysis(of: test, at: record.draft.at).json
        return VerificationFinding.differences(
            record.number, "analysis", Self.withoutRequests(analysis), Self.withoutRequests(found))
            + lostRequests(analysis, found)
    }

    private func lostRequests(_ recorded: JSON, _ found: JSON) -> [VerificationFinding] {
        zip(recorded["arms"]?.array ?? [], found["arms"]?.array ?? []).enumerated().compactMap { index, pair in
            guard let before = pair.0["requests"]?.int, let now = pair.1["requests"]?.int, now < before else {
                return nil
            }
            return VerificationFinding(
                record.number, "analysis.arms.\(index).requests", recorded: .integer(before), found: .integer(now))
        }
    }

    private static func withoutRequests(_ analysis: JSON) -> JSON {
        guard var members = analysis.object else { return analysis }
        let sums = ["requests", "errors", "meanMilliseconds", "compared", "agreed"]
        members["arms"] = .array(
            (members["arms"]?.array ?? []).map { arm in
                .object((arm.object ?? [:]).filter { !sums.contains($0.key) })
            })
        members["guardrails"] = .array(
            (members["guardrails"]?.array ?? []).filter { guardrail in
                let name = guardrail["guardrail"]?.string?.prefix { !"<>=".contains($0) } ?? ""
                return !["latency_ms", "error_rate"].contains(name)
            })
        // It may follow from a guardrail over requests; that it was acted upon is in the record itself.
        members["verdict"] = nil
        return .object(members)
    }
}
