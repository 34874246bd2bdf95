import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import SweepModel
import TestSupport

extension Board {
    /// A sweep of built-in classifiers with a test part, each wrong on some of 50 validation rows.
    static func classifiers(
        _ wrong: [[Int]] = [[0], [0]], sweep: String = judged, trainer: String = "mlp", sizes: [Double] = [10, 10]
    ) throws -> Board {
        let board = try Board([], work: .builtIn(sweep))
        try board.addClassifiers(wrong, sweep: sweep, trainer: trainer, sizes: sizes)
        return board
    }

    func addClassifiers(
        _ wrong: [[Int]], sweep: String, trainer: String = "mlp", sizes: [Double] = [10, 10], first: Int = 0
    ) throws {
        let trials = wrong.enumerated().map { index, wrong in
            TrialOutcome.classifier(
                "t000000\(first + index)", index, wrong: wrong, of: 50, sweep: sweep,
                parameters: Self.parameters(first + index, trainer), size: sizes[index])
        }
        try keep(.builtIn(sweep))
        try add(trials, work: .builtIn(sweep))
    }

    static func parameters(_ index: Int, _ trainer: String) -> JSON {
        ["l2": .integer(index), "trainer": .string(trainer)]
    }

    /// Confirms trials of `addClassifiers`, with the wrong ones of 100 test rows by point and seed.
    ///
    /// - Parameter missing: planned trials without an outcome.
    func confirm(
        _ id: String, of sweep: String = judged, first: Int = 0, trainer: String = "mlp", _ wrong: [[[Int]]],
        missing: Int = 0, records: Bool = true, rows: Int? = nil
    ) throws {
        var work = WorkDocument.builtIn(id)
        let order = ConfirmationOrder(
            sweep: sweep, trials: wrong.indices.map { "t000000\(first + $0)" }, scoresTest: true)
        work.confirms = order
        work.seeds = Array(5..<(5 + (wrong.first?.count ?? 0)))
        work.trialCount = wrong.joined().count + missing
        try keep(work)
        if records, let split = TestSplit(of: work) {
            try TestLedger(split, in: store).record(
                TestScoring(
                    confirmation: id, order: order, seeds: work.seeds, by: "ada", at: 1, why: "test", rows: rows))
        }
        let outcomes = wrong.enumerated().flatMap { point, seeds in
            seeds.enumerated().map { seed, wrong in
                var outcome = TrialOutcome.classifier(
                    "\(id.suffix(2))p\(point)s\(seed)", 10 * point + seed, wrong: wrong, of: 100, sweep: id,
                    seed: 5 + seed,
                    point: point, parameters: Self.parameters(first + point, trainer))
                outcome.metrics["test_accuracy"] = 1 - Double(wrong.count) / 100
                (outcome.testLosses, outcome.testErrors) = (outcome.validationLosses, outcome.validationErrors)
                return outcome
            }
        }
        if !outcomes.isEmpty { try add(outcomes, work: work) }
        try ConfirmationNote(confirmation: id, at: 1).keep(for: sweep, in: store)
    }
}
