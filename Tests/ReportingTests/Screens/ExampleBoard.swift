import Decisions
import Foundation
import JSON
import ResultStore
import SweepModel
import TestSupport

/// A comparison of outcomes that were really stored.
func comparison(
    _ outcomes: [TrialOutcome], work: WorkDocument = .sample(), _ options: ComparisonOptions = ComparisonOptions()
) throws -> Comparison {
    let folder = try TemporaryFolder()
    let results = try ResultStore(path: folder.path + "/results.sqlite", access: .writing)
    let records = outcomes.enumerated().map { index, outcome in
        OutcomeRecord(
            outcome: outcome, place: RecordPlace(generation: 1, part: 1, pack: outcome.pack, line: index + 1))
    }
    try results.merge([OutcomeObject(key: "object", records: records)], into: work)
    return try Comparison(of: [work.sweep], in: results, options: options)
}

/// Six trials of a small grid, one of them failed, one without an outcome.
func digits(_ options: ComparisonOptions = ComparisonOptions()) throws -> Comparison {
    func trial(_ id: String, _ index: Int, _ rate: Double, _ optimizer: String, _ value: Double?) -> TrialOutcome {
        .sample(
            id, index: index,
            parameters: ["learning_rate": .number(rate), "optimizer": .string(optimizer), "epochs": 30],
            metrics: value.map { ["validation_accuracy": $0, "train_loss": 1 - $0, "train_accuracy": $0 + 0.01] }
                ?? [:],
            failure: value == nil ? .timeout : nil, seconds: value == nil ? 3725 : 1.234 * Double(index + 1))
    }
    return try comparison(
        [
            trial("3f2a9c1b00000000", 0, 0.0005, "adam", 0.9722),
            trial("77b0aa1200000000", 1, 0.0012599, "adam", 0.98055),
            trial("0c9d3e4f00000000", 2, 0.0031748, "adam", 0.9611), trial("e1d2c3b400000000", 3, 0.0005, "sgd", 0.7),
            trial("5a6b7c8d00000000", 4, 0.0031748, "sgd", nil),
        ], work: .sample(trialCount: 6), options)
}
