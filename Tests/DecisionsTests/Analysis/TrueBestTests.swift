import Decisions
import Statistics
import SweepModel
import TestSupport
import Testing

@Suite("Among classifiers whose true scores are known") struct TrueBestTests {
    @Test("The truly best one is among the tied in at least 95 of 100 rounds")
    func kept() throws {
        let rounds = 200
        var kept = 0
        for round in 0..<rounds {
            var generator = SplitMix64(seed: UInt64(1000 + round))
            let truths = (0..<12).map { _ in 0.8 + 0.02 * normal(&generator) }
            let outcomes = truths.enumerated().map { index, truth in
                let wrong = (0..<150).filter { _ in Double.random(in: 0..<1, using: &generator) >= truth }
                return TrialOutcome.classifier("t\(index)", index, wrong: wrong, of: 150)
            }
            let best = truths.indices.max { truths[$0] < truths[$1] } ?? 0
            let tied = try #require(try Board(outcomes).judge().tied)
            if tied.trials.contains("t\(best)") { kept += 1 }
        }
        #expect(Double(kept) >= 0.95 * Double(rounds), "kept \(kept)")
    }

    /// By the sum of twelve uniform numbers, near enough.
    private func normal(_ generator: inout SplitMix64) -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
    }
}
