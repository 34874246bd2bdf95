internal import Foundation
public import JSON
public import SweepModel

extension TrialOutcome {
    /// A classifier by which of its validation rows are wrong; its accuracy follows.
    public static func classifier(
        _ trial: String, _ index: Int, wrong: [Int], of rows: Int, sweep: String = "digits-0123abcd", seed: Int = 0,
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
    public static func regression(_ trial: String, _ index: Int, _ squares: [Float], _ metric: String, _ value: Double)
        -> TrialOutcome
    {
        var outcome = TrialOutcome.sample(
            trial, index: index, parameters: ["l2": .integer(index)], metrics: [metric: value])
        outcome.validationLosses = text(of: squares)
        return outcome
    }

    /// A trial by its score on each fold.
    public static func folded(_ trial: String, _ index: Int, _ folds: [Double]) -> TrialOutcome {
        var outcome = scored(trial, index, folds.reduce(0, +) / Double(folds.count))
        outcome.foldMetrics = folds.map { ["validation_accuracy": $0] }
        return outcome
    }

    /// A trial that tells nothing but its score.
    public static func scored(
        _ trial: String, _ index: Int, _ value: Double, seed: Int = 0, point: Int? = nil, parameters: JSON? = nil,
        seconds: Double = 2
    ) -> TrialOutcome {
        .sample(
            trial, index: index, point: point, seed: seed, parameters: parameters ?? ["l2": .integer(point ?? index)],
            metrics: ["validation_accuracy": value], seconds: seconds)
    }

    /// The points of a grid, each under several seeds: [point][seed].
    public static func seeded(_ points: [[Double]]) -> [TrialOutcome] {
        points.enumerated().flatMap { point, values in
            values.enumerated().map { seed, value in
                scored("p\(point)s\(seed)", 10 * point + seed, value, seed: seed, point: point)
            }
        }
    }

    public static func text(of losses: [Float]) -> String {
        Data(losses.flatMap { loss in withUnsafeBytes(of: loss.bitPattern.littleEndian) { Array($0) } })
            .base64EncodedString()
    }
}
