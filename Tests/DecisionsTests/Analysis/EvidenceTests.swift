import Decisions
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("What tells candidates apart") struct EvidenceTests {
    @Test("Folds come before rows, rows before seeds")
    func order() throws {
        var both = [
            TrialOutcome.classifier("aaaaaaaa", 0, wrong: [0], of: 20),
            .classifier("bbbbbbbb", 1, wrong: [0, 1], of: 20),
        ]
        #expect(try Board(both).judge().evidence == .rows(count: 20, areErrors: true))
        for index in both.indices {
            both[index].foldMetrics = [
                ["validation_accuracy": 0.9], ["validation_accuracy": 0.9 + 0.05 * Double(index)],
            ]
        }
        #expect(try Board(both).judge().evidence == .folds(runs: 1, folds: 2))
        #expect(try Board(TrialOutcome.seeded([[0.9, 0.8], [0.7, 0.6]])).judge().evidence == .seeds(2))
    }

    @Test("Means of errors over seeds are no longer right or wrong, in whichever point they are")
    func seedsOfRows() throws {
        let outcomes: [TrialOutcome] = [
            .classifier("aaaaaaaa", 0, wrong: [0], of: 20, point: 0),
            .classifier("bbbbbbbb", 1, wrong: [0, 1], of: 20, point: 1),
            .classifier("cccccccc", 2, wrong: [1, 2], of: 20, seed: 1, point: 1),
        ]
        let analysis = try Board(outcomes).judge()
        #expect(analysis.evidence == .rows(count: 20, areErrors: false))
        #expect(analysis.tied?.test == .pairedRows)
        #expect(analysis.candidates.map(\.trials) == [["aaaaaaaa"], ["bbbbbbbb", "cccccccc"]])
    }

    @Test("Seeds that all give one score are no evidence, and the reason says so")
    func constantSeeds() throws {
        let analysis = try Board(TrialOutcome.seeded([[0.9, 0.9, 0.9], [0.8, 0.8, 0.8]])).judge()
        let reason = "3 seeds gave the best point one and the same score, which says nothing of its noise"
        #expect(analysis.evidence == .none(reason: reason))
        #expect(analysis.tied == nil && analysis.simplest == nil)
        #expect(analysis.candidates.first?.standardError == nil)
    }

    @Test("One number a trial is no evidence; why depends on the metric")
    func nothing() throws {
        #expect(
            try Board([.scored("a", 0, 0.5)]).judge().evidence
                == .none(reason: "its trials stored nothing about single rows, and there are neither folds nor seeds"))
        let work = WorkDocument.sample(metric: Metric(name: "f1", goal: .maximize))
        #expect(
            try Board([.sample("a", metrics: ["f1": 1])], work: work).judge().evidence
                == .none(
                    reason: "f1 is one number a trial: several `seeds`, or folds, would tell how far it can be trusted")
        )
    }

    @Test("Rows of a model whose losses are no numbers are left out, like rows of another length")
    func misfits() throws {
        var broken = TrialOutcome.regression("cccccccc", 2, [.nan, 1, 1, 1], "validation_loss", 0.9)
        broken.metrics["validation_loss"] = 0.9
        let analysis = try Board.regressions(
            "validation_loss",
            [
                .regression("aaaaaaaa", 0, [0.1, 0.3, 0.2, 0.4], "validation_loss", 0.25),
                .regression("bbbbbbbb", 1, [0.3, 0.3, 0.4, 0.4], "validation_loss", 0.35), broken,
                .regression("dddddddd", 3, [1, 2, 3], "validation_loss", 2),
            ]
        ).judge()
        #expect(analysis.evidence == .rows(count: 4, areErrors: false))
        #expect(analysis.tied?.untested == 2)
        #expect(analysis.tied?.comparisons.map(\.trial) == ["bbbbbbbb"])
        #expect(analysis.candidates.map { $0.standardError != nil } == [true, true, false, false])
        #expect(analysis.expected.value != nil)
    }

    @Test("Folds of another number, and gaps in them, are left out")
    func unevenFolds() throws {
        var gap = TrialOutcome.folded("cccccccc", 2, [0.8, 0.8, 0.8])
        gap.foldMetrics[1] = ["other": 1]
        let analysis = try Board([
            .folded("aaaaaaaa", 0, [0.95, 0.9, 0.93]), .folded("bbbbbbbb", 1, [0.9, 0.88, 0.91]), gap,
            .folded("dddddddd", 3, [0.7, 0.71]),
        ]).judge()
        #expect(analysis.evidence == .folds(runs: 1, folds: 3))
        #expect(analysis.tied?.untested == 2)
    }

    @Test("Where the best has no sample that others have, nothing is tested")
    func bestWithoutSample() throws {
        let analysis = try Board([
            .scored("aaaaaaaa", 0, 0.99), .classifier("bbbbbbbb", 1, wrong: [0, 1], of: 20),
            .classifier("cccccccc", 2, wrong: [0, 1, 2], of: 20),
        ]).judge()
        #expect(analysis.tied == nil)
        #expect(analysis.expected.value == nil)
        #expect(analysis.recommendation.action == .confirm(points: 3, seeds: 3, trials: 9))
    }
}
