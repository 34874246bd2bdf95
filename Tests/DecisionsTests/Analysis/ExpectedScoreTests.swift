import Decisions
import Statistics
import SweepModel
import TestSupport
import Testing

@Suite("What the chosen model will score on new data") struct ExpectedScoreTests {
    @Test("Of equal classifiers the best reports too much, and is expected to score what all do")
    func unbiased() throws {
        let rounds = 60
        var (reported, expected) = (0.0, 0.0)
        for round in 0..<rounds {
            var generator = SplitMix64(seed: UInt64(round))
            let outcomes = (0..<20).map { index in
                let wrong = (0..<200).filter { _ in Double.random(in: 0..<1, using: &generator) < 0.2 }
                return TrialOutcome.classifier("t\(index)", index, wrong: wrong, of: 200)
            }
            let analysis = try Board(outcomes).judge()
            reported += try #require(analysis.reported) / Double(rounds)
            expected += try #require(analysis.expected.value) / Double(rounds)
        }
        // The best of 20 lies 1.87 standard errors of √(0.8 · 0.2/200) = 0.028 above 0.8; means of 60 rounds have an error of 0.004.
        #expect(reported > 0.84, "reported \(reported)")
        #expect(abs(expected - 0.8) < 0.012, "expected \(expected)")
    }

    @Test("A single candidate is expected to score what it reports")
    func alone() throws {
        let analysis = try Board([.classifier("aaaaaaaa", 0, wrong: Array(0..<40), of: 200)]).judge()
        #expect(abs(try #require(analysis.expected.value) - 0.8) < 0.005)
        guard case .corrected(let score) = analysis.expected else { Issue.record("not corrected"); return }
        #expect(score.candidates == 1 && score.resamples == 1000)
        #expect(score.interval?.contains(0.8) == true)
    }

    @Test("What rows miss of the reported score is added: a mean of roots over seeds is no root of a mean")
    func reportedScale() throws {
        let analysis = try Board.regressions(
            "validation_rmse",
            [.regression("aaaaaaaa", 0, [4, 4, 4, 4], "validation_rmse", 1.5)]
        ).judge()
        #expect(agree(analysis.expected.value, 1.5))
    }

    @Test("Folds are bootstrapped where no rows are stored")
    func folds() throws {
        let analysis = try Board([.folded("aaaaaaaa", 0, [0.9, 0.9, 0.9]), .folded("bbbbbbbb", 1, [0.8, 0.85, 0.7])])
            .judge()
        #expect(agree(analysis.expected.value, 0.9))
    }

    @Test("Seeds and single numbers estimate nothing; of several candidates there is a guide")
    func notEstimated() throws {
        let seeds = try Board(TrialOutcome.seeded([[0.90, 0.92], [0.85, 0.91]])).judge()
        guard case .notEstimated(let reason, let inflation?) = seeds.expected else { Issue.record("estimated"); return }
        #expect(reason == "seeds tell of training noise alone, not of new data")
        // E[max of 2] = 1/√π, times the standard error 0.01.
        #expect(agree(inflation, 0.01 * 0.5641895835477563))
        guard case .notEstimated(_, nil) = try Board([.scored("a", 0, 0.5)]).judge().expected else {
            Issue.record("a single number has no guide")
            return
        }
    }

    @Test("Equal results give equal estimates")
    func equal() throws {
        let outcomes = (0..<5).map { TrialOutcome.classifier("t\($0)", $0, wrong: Array($0..<(3 * $0 + 5)), of: 50) }
        #expect(try Board(outcomes).judge() == Board(outcomes).judge())
    }
}
