import Decisions
import JSON
import SweepModel
import TestSupport
import Testing

@Suite("What makes a sweep's numbers less trustworthy") struct HealthTests {
    private func health(_ outcomes: [TrialOutcome], planned: Int? = nil) throws -> [HealthFinding] {
        try Board(outcomes, work: .sample(trialCount: planned ?? outcomes.count)).judge().health
    }

    @Test("Failed trials by reason, and those without an outcome")
    func failed() throws {
        let findings = try health(
            [
                .scored("a", 0, 0.5), .sample("b", index: 1, failure: .timeout),
                .sample("c", index: 2, failure: .timeout),
                .sample("d", index: 3, failure: .diverged),
            ], planned: 7)
        #expect(findings.contains(.failed(count: 3, planned: 7, reasons: ["timeout": 2, "diverged": 1])))
        #expect(findings.contains(.missing(count: 3, planned: 7)))
    }

    @Test("Trials on other data forbid a recommendation")
    func otherData() throws {
        var other = TrialOutcome.scored("b", 1, 0.4)
        other.provenance.dataDigest = "other"
        let analysis = try Board([.scored("a", 0, 0.5), other]).judge()
        #expect(analysis.health.contains(.differentData(digests: ["data": 1, "other": 1])))
        #expect(analysis.recommendation.action == .none)
        #expect(analysis.recommendation.reason == "trials on different data can't be judged by one ranking")
    }

    @Test("One seed a point, or fewer than others")
    func seeds() throws {
        #expect(try health([.scored("a", 0, 0.5), .scored("b", 1, 0.4)]).contains(.oneSeed))
        let uneven = try health(TrialOutcome.seeded([[0.9, 0.8, 0.7], [0.5, 0.6], [0.4]]))
        #expect(uneven.contains(.unevenSeeds(points: 2)) && !uneven.contains(.oneSeed))
        let even = try health(TrialOutcome.seeded([[0.9, 0.8], [0.5, 0.6]]))
        #expect(!even.contains(.oneSeed) && !even.contains { if case .unevenSeeds = $0 { true } else { false } })
    }

    private func edges(_ values: [(JSON, Double?)]) throws -> [HealthFinding] {
        try health(
            values.enumerated().map { index, value in
                value.1.map { .scored("t\(index)", index, $0, parameters: ["x": value.0]) }
                    ?? .sample("t\(index)", index: index, parameters: ["x": value.0], failure: .diverged)
            }
        ).filter { if case .edge = $0 { true } else { false } }
    }

    @Test("The best value at the edge of a range")
    func edge() throws {
        #expect(try edges([(1, 0.1), (2, 0.2), (3, 0.3)]) == [.edge(parameter: "x", value: 3, isHighest: true)])
        #expect(try edges([(1, 0.4), (2, 0.2), (3, 0.3)]) == [.edge(parameter: "x", value: 1, isHighest: false)])
        #expect(try edges([(1, 0.1), (2, 0.5), (3, 0.3)]).isEmpty)
    }

    @Test(
        "It is no edge where a value beyond it failed, where an equal score lies inside, or where there are two values or texts"
    )
    func noEdge() throws {
        #expect(try edges([(1, 0.1), (2, 0.2), (3, 0.3), (4, nil)]).isEmpty)
        #expect(try edges([(1, 0.1), (2, 0.3), (3, 0.3)]).isEmpty)
        #expect(try edges([(1, 0.1), (2, 0.2)]).isEmpty)
        #expect(try edges([(1, 0.1), (2, 0.2), ("x", 0.1), (3, 0.3)]).isEmpty)
    }

    @Test("Points that share the best score, but for rounding")
    func equalScores() throws {
        #expect(
            try health([.scored("a", 0, 0.3), .scored("b", 1, 0.1 + 0.2), .scored("c", 2, 0.2)])
                .contains(.equalScores(count: 2, score: 0.1 + 0.2)))
        #expect(
            !(try health([.scored("a", 0, 0.3), .scored("b", 1, 0.2999999)])
                .contains { if case .equalScores = $0 { true } else { false } }))
    }
}
