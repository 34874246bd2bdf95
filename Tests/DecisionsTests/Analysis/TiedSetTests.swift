import Decisions
import JSON
import Statistics
import SweepModel
import TestSupport
import Testing

/// Numbers: tools/reference/judgements.py.
@Suite("The candidates that can't be told from the best") struct TiedSetTests {
    private func classifiers() throws -> TiedSet {
        try #require(
            try Board([
                .classifier("aaaaaaaa", 0, wrong: Array(0..<10), of: 100),
                .classifier("bbbbbbbb", 1, wrong: Array(5..<22), of: 100),
                .classifier("cccccccc", 2, wrong: Array(30..<60), of: 100),
            ]).judge().tied)
    }

    @Test("Classifiers are compared by McNemar's test, with Agresti and Min's interval")
    func mcNemar() throws {
        let tied = try classifiers()
        #expect(tied.test == .mcNemar && tied.best == "aaaaaaaa" && tied.confidence == 0.95 && tied.untested == 0)
        let (second, third) = (tied.comparisons[0], tied.comparisons[1])
        #expect(agree(second.difference, -0.07) && agree(second.p, 0.0962524414062))
        #expect(agree(second.interval.lower, -0.149055976998) && agree(second.interval.upper, 0.0118010750374))
        #expect(agree(third.difference, -0.20) && agree(third.p, 0.00145049101411))
        #expect(agree(third.interval.lower, -0.313084556097) && agree(third.interval.upper, -0.0790723066476))
    }

    @Test("P values are adjusted by Holm's method over all comparisons")
    func holm() throws {
        let tied = try classifiers()
        #expect(agree(tied.comparisons[1].adjustedP, 2 * 0.00145049101411))
        #expect(agree(tied.comparisons[0].adjustedP, 0.0962524414062))
        #expect(tied.comparisons.map(\.isTied) == [true, false])
        #expect(tied.trials == ["aaaaaaaa", "bbbbbbbb"])
    }

    @Test("Models that are wrong on the same rows are tied, and their interval has a width even so")
    func same() throws {
        let wrong = Array(0..<10)
        let analysis = try Board([
            .classifier("aaaaaaaa", 0, wrong: wrong, of: 100), .classifier("bbbbbbbb", 1, wrong: wrong, of: 100),
        ]).judge()
        let comparison = try #require(analysis.tied?.comparisons.first)
        #expect(comparison.difference == 0 && comparison.p == 1 && comparison.isTied)
        #expect(agree(comparison.interval.lower, -0.0192153331818) && agree(comparison.interval.upper, 0.0192153331818))
        #expect(agree(analysis.candidates[0].standardError, 0.030151134457776365))
    }

    static let squares: [(metric: String, values: [Double], p: Double, ends: [Double], error: Double)] = [
        (
            "validation_loss", [0.4, 0.583333333333], 0.0685757548305, [-0.0203401090019, 0.387006775669],
            0.0912870929175 / (0.5 / 0.632455532034)
        ),
        (
            "validation_rmse", [0.632455532034, 0.763762615826], 0.0671552677323, [-0.0135163583265, 0.276130525911],
            0.0912870929175
        ),
    ]

    @Test("Regressions are compared row by row, roots of means by their slope", arguments: squares)
    func rows(metric: String, values: [Double], p: Double, ends: [Double], error: Double) throws {
        let analysis = try Board.regressions(
            metric,
            [
                .regression("aaaaaaaa", 0, [0.1, 0.4, 0.2, 0.9, 0.3, 0.5], metric, values[0]),
                .regression("bbbbbbbb", 1, [0.3, 0.5, 0.6, 1.0, 0.2, 0.9], metric, values[1]),
            ]
        ).judge()
        let comparison = try #require(analysis.tied?.comparisons.first)
        #expect(analysis.tied?.test == .pairedRows)
        // Losses are stored as 32-bit floats.
        #expect(agree(comparison.difference, values[1] - values[0], within: 1e-7))
        #expect(agree(comparison.p, p, within: 1e-6))
        #expect(agree(comparison.interval.lower, ends[0], within: 1e-6))
        #expect(agree(comparison.interval.upper, ends[1], within: 1e-6))
        #expect(agree(analysis.candidates[0].standardError, error, within: 1e-6))
    }

    @Test("Folds are compared by the corrected resampled t test")
    func folds() throws {
        let analysis = try Board([
            .folded("aaaaaaaa", 0, [0.90, 0.94, 0.92, 0.95, 0.91]),
            .folded("bbbbbbbb", 1, [0.88, 0.93, 0.91, 0.90, 0.90]),
        ]).judge()
        let comparison = try #require(analysis.tied?.comparisons.first)
        #expect(analysis.tied?.test == .correctedFolds)
        #expect(agree(comparison.difference, -0.02) && agree(comparison.p, 0.160301097452))
        #expect(agree(comparison.interval.lower, -0.0522593769623) && agree(comparison.interval.upper, 0.0122593769623))
        #expect(agree(analysis.candidates[0].standardError, 0.0092736184955))
    }

    @Test("Seeds are compared by Welch's t, which needs no pairs")
    func seeds() throws {
        let analysis = try Board(TrialOutcome.seeded([[0.90, 0.92, 0.94], [0.85, 0.91]])).judge()
        let comparison = try #require(analysis.tied?.comparisons.first)
        #expect(analysis.tied?.test == .seeds)
        #expect(agree(comparison.difference, -0.04) && agree(comparison.p, 0.391873583164))
        #expect(agree(comparison.interval.lower, -0.279883147862) && agree(comparison.interval.upper, 0.199883147862))
    }

    @Test("One and the same difference in every fold measures no noise: such a candidate is not compared")
    func constantDifference() throws {
        let analysis = try Board([
            .folded("aaaaaaaa", 0, [0.97, 0.95]), .folded("bbbbbbbb", 1, [0.96, 0.94]),
            .folded("cccccccc", 2, [0.97, 0.95]),
        ]).judge()
        let tied = try #require(analysis.tied)
        #expect(tied.untested == 1)
        #expect(tied.comparisons.map(\.trial) == ["cccccccc"] && tied.comparisons[0].p == 1)
        #expect(analysis.recommendation.action == .confirm(points: 3, seeds: 3, trials: 9))
    }

    @Test("A single candidate is tied with nothing")
    func alone() throws {
        let analysis = try Board([.classifier("aaaaaaaa", 0, wrong: [0], of: 20)]).judge()
        #expect(analysis.tied?.trials == ["aaaaaaaa"] && analysis.tied?.comparisons.isEmpty == true)
        #expect(analysis.recommendation.action == .promote(trial: "aaaaaaaa"))
        #expect(analysis.recommendation.reason == "it is the only candidate")
    }

    @Test("Two rows are compared, and are hardly ever enough")
    func twoRows() throws {
        let analysis = try Board([
            .classifier("aaaaaaaa", 0, wrong: [], of: 2), .classifier("bbbbbbbb", 1, wrong: [0, 1], of: 2),
        ]).judge()
        let comparison = try #require(analysis.tied?.comparisons.first)
        #expect(comparison.p == 0.25 && comparison.isTied)
        #expect(comparison.interval.lower == -1)
    }

    @Test("All numbers of huge scores are finite, or not there")
    func huge() throws {
        let huge = Double.greatestFiniteMagnitude
        let board = try Board([.folded("aaaaaaaa", 0, [huge, huge / 2]), .folded("bbbbbbbb", 1, [-huge, 0])])
        for trial in try board.judge().candidates { #expect(trial.standardError?.isFinite ?? true) }
        #expect(!(try board.compare().json(with: [board.judge()]).text().contains("nan")))
        let seeds = try Board(TrialOutcome.seeded([[huge, huge / 4], [-huge, -huge / 2]])).judge()
        #expect(seeds.candidates.allSatisfy { $0.score.isFinite })
    }
}
