import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import SweepModel
import TestSupport
import Testing

/// The sweep that these tests are about.
let judged = "digits-0123abcd"

extension TrialOutcome {
    /// A classifier by which of its validation rows are wrong; its accuracy follows.
    static func classifier(
        _ trial: String, _ index: Int, wrong: [Int], of rows: Int, sweep: String = judged, seed: Int = 0,
        point: Int? = nil, parameters: JSON? = nil, size: Double? = nil, seconds: Double = 2
    ) -> TrialOutcome {
        var outcome = TrialOutcome.sample(
            trial, sweep: sweep, index: index, point: point, seed: seed,
            parameters: parameters ?? ["l2": .integer(index)],
            metrics: ["validation_accuracy": 1 - Double(wrong.count) / Double(rows)], seconds: seconds)
        if let size { outcome.metrics["model_parameters"] = size }
        var errors = [UInt8](repeating: 0, count: (rows + 7) / 8)
        for row in wrong { errors[row / 8] |= 1 << (row % 8) }
        outcome.validationErrors = Data(errors).base64EncodedString()
        outcome.validationLosses = text(of: [Float](repeating: 0.5, count: rows))
        return outcome
    }

    /// A regression by the squared error of each validation row.
    static func regression(_ trial: String, _ index: Int, _ squares: [Float], _ metric: String, _ value: Double)
        -> TrialOutcome
    {
        var outcome = TrialOutcome.sample(
            trial, index: index, parameters: ["l2": .integer(index)], metrics: [metric: value])
        outcome.validationLosses = text(of: squares)
        return outcome
    }

    /// A trial by its score on each fold.
    static func folded(_ trial: String, _ index: Int, _ folds: [Double]) -> TrialOutcome {
        var outcome = scored(trial, index, folds.reduce(0, +) / Double(folds.count))
        outcome.foldMetrics = folds.map { ["validation_accuracy": $0] }
        return outcome
    }

    /// A trial that tells nothing but its score.
    static func scored(
        _ trial: String, _ index: Int, _ value: Double, seed: Int = 0, point: Int? = nil, parameters: JSON? = nil,
        seconds: Double = 2
    ) -> TrialOutcome {
        .sample(
            trial, index: index, point: point, seed: seed, parameters: parameters ?? ["l2": .integer(point ?? index)],
            metrics: ["validation_accuracy": value], seconds: seconds)
    }

    /// The points of a grid, each under several seeds: [point][seed].
    static func seeded(_ points: [[Double]]) -> [TrialOutcome] {
        points.enumerated().flatMap { point, values in
            values.enumerated().map { seed, value in
                scored("p\(point)s\(seed)", 10 * point + seed, value, seed: seed, point: point)
            }
        }
    }

    static func text(of losses: [Float]) -> String {
        Data(losses.flatMap { loss in withUnsafeBytes(of: loss.bitPattern.littleEndian) { Array($0) } })
            .base64EncodedString()
    }
}

extension Board {
    /// How the store's sweeps are judged; the first of them without a choice.
    func judge(_ options: AnalysisOptions = AnalysisOptions(), _ sweeps: [String] = [judged]) throws -> SweepAnalysis {
        try #require(
            try SweepAnalysis.all(of: sweeps, in: results, registry: Registry(store: store), options: options).first)
    }

    /// Leaves the work document where a launch leaves it.
    func keep(_ work: WorkDocument) throws {
        try store.put(StoreKey.work(work.sweep), Data(try JSON(encoding: work).bytes()))
    }

    /// A sweep of regressions.
    static func regressions(_ metric: String, _ outcomes: [TrialOutcome]) throws -> Board {
        try Board(outcomes, work: .sample(metric: Metric(name: metric, goal: .minimize), trialCount: outcomes.count))
    }
}

extension WorkDocument {
    /// Of a built-in trainer on a data file.
    static func builtIn(
        _ sweep: String = judged, data: String = "d1", metric: String = "validation_accuracy", split: DataSource.Split = .init(),
        folds: Int? = nil, path: String = "digits.csv", standardize: Bool = true
    ) -> WorkDocument {
        var work = WorkDocument.sample(sweep: sweep, metric: Metric(name: metric, goal: .maximize))
        work.kind = .builtIn(
            data: DataSource(path: path, split: split, folds: folds, standardize: standardize), dataDigest: data,
            targetDigest: nil)
        return work
    }
}

/// Whether two numbers agree to the digits that the reference printed.
func agree(_ left: Double?, _ right: Double, within tolerance: Double = 1e-9) -> Bool {
    left.map { abs($0 - right) <= tolerance * max(1, abs(right)) } ?? false
}
