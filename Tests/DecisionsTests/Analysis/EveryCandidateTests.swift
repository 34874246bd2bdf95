import Decisions
import JSON
import Statistics
import SweepModel
import TestSupport
import Testing

@Suite("A sweep of very many candidates") struct EveryCandidateTests {
    @Test("Every one of them is compared with the best, though only the best thousand take part in the bootstrap")
    func all() throws {
        let analysis = try Board(
            (0..<1_200).map { .classifier("t\($0)", $0, wrong: Array(0..<(1 + $0 / 40)), of: 60) }
        ).judge()
        let tied = try #require(analysis.tied)
        #expect(tied.comparisons.count == 1_199 && tied.untested == 0)
        guard case .corrected(let score) = analysis.expected else { Issue.record("not corrected"); return }
        #expect(score.candidates == 1_000)
        #expect(analysis.candidates.allSatisfy { $0.standardError != nil })
    }

    @Test("A point's rows are the means over all its seeds, in whichever order the trials rank")
    func interleaved() throws {
        func outcomes(_ order: [(point: Int, seed: Int)]) -> [TrialOutcome] {
            order.enumerated().map { index, place in
                .classifier(
                    "p\(place.point)s\(place.seed)", index, wrong: Array(0..<(3 * place.point + 5 * place.seed + 1)),
                    of: 60,
                    seed: place.seed, point: place.point, parameters: ["l2": .integer(place.point)])
            }
        }
        let places = (0..<4).flatMap { point in (0..<3).map { (point: point, seed: $0) } }
        let analysis = try Board(outcomes(places)).judge()
        let backwards = try Board(outcomes(places.reversed())).judge()
        #expect(analysis.tied?.comparisons.count == 3 && analysis.tied?.untested == 0)
        #expect(analysis.tied?.comparisons.map(\.p) == backwards.tied?.comparisons.map(\.p))
        #expect(agree(analysis.tied?.comparisons[0].difference, -3.0 / 60))
    }
}

@Suite("What an interval may hold") struct IntervalRangeTests {
    @Test("No accuracy is expected above 1, and no loss below 0")
    func range() throws {
        let accuracy = try Board([.classifier("a", 0, wrong: [0], of: 30), .classifier("b", 1, wrong: [1], of: 30)])
            .judge()
        guard case .corrected(let score) = accuracy.expected else { Issue.record("not corrected"); return }
        #expect(try #require(score.interval).upper <= 1 && score.value <= 1)
        var steep = TrialOutcome.regression("a", 0, [0, 0, 0, 0, 0, 0, 0, 9], "validation_loss", 0.1)
        steep.metrics["validation_loss"] = 0.1
        guard case .corrected(let loss) = try Board.regressions("validation_loss", [steep]).judge().expected else {
            Issue.record("not corrected")
            return
        }
        #expect(try #require(loss.interval).lower == 0 && loss.value >= 0)
    }

    @Test("Folds of one and the same score measure no noise: no interval is estimated, nor a standard error")
    func equalFolds() throws {
        let analysis = try Board([.folded("a", 0, [0.9, 0.9, 0.9])]).judge()
        guard case .corrected(let score) = analysis.expected else { Issue.record("not corrected"); return }
        #expect(score.interval == nil && agree(score.value, 0.9))
        #expect(analysis.candidates[0].standardError == nil && analysis.simplest == nil)
        #expect(analysis.json["expected"]?["interval"] == .null)
    }

    @Test("A classifier that gets every row right may still be wrong on the next one")
    func allRight() throws {
        let analysis = try Board([.classifier("a", 0, wrong: [], of: 100)]).judge()
        guard case .corrected(let score) = analysis.expected else { Issue.record("not corrected"); return }
        let interval = try #require(score.interval)
        #expect(interval.upper == 1 && agree(interval.lower, 0.963005, within: 1e-4))
    }
}
