import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import SweepModel
import TestSupport

/// A store with results in it.
struct Board {
    let folder: TemporaryFolder
    let store: FolderStore
    let results: ResultStore

    init(_ outcomes: [TrialOutcome], work: WorkDocument = .sample()) throws {
        folder = try TemporaryFolder()
        store = try FolderStore(root: folder.path)
        results = try ResultStore(path: folder.path + "/results.sqlite", access: .writing)
        try add(outcomes, work: work)
    }

    func add(_ outcomes: [TrialOutcome], work: WorkDocument) throws {
        let records = outcomes.enumerated().map { index, outcome in
            OutcomeRecord(
                outcome: outcome, place: RecordPlace(generation: 1, part: 1, pack: outcome.pack, line: index + 1))
        }
        try results.merge([OutcomeObject(key: "object of \(outcomes.count)", records: records)], into: work)
    }

    func compare(_ options: ComparisonOptions = ComparisonOptions()) throws -> Comparison {
        try Comparison(of: ["digits-0123abcd"], in: results, options: options)
    }

    /// Five trials of different fates.
    static func five() throws -> Board {
        func parameters(_ rate: Double, _ optimizer: String, depth: Int? = nil) -> JSON {
            var members: [String: JSON] = [
                "learning_rate": .number(rate), "optimizer": ["name": .string(optimizer)], "epochs": 30,
            ]
            if let depth { members["depth"] = .integer(depth) }
            return .object(members)
        }
        return try Board([
            .sample(
                "aaaa0001", index: 0, parameters: parameters(0.1, "sgd"),
                metrics: ["validation_accuracy": 0.90, "train_loss": 0.3], seconds: 4),
            .sample(
                "aaaa0002", index: 1, parameters: parameters(0.01, "sgd"),
                metrics: ["validation_accuracy": 0.97, "train_loss": 0.1], seconds: 2),
            .sample("aaaa0003", index: 2, parameters: parameters(1, "sgd"), failure: .diverged, seconds: 1),
            .sample(
                "aaaa0004", index: 3, parameters: parameters(0.01, "adam", depth: 2),
                metrics: ["validation_accuracy": 0.95, "train_loss": 0.2], seconds: 8),
            .sample(
                "aaaa0005", index: 4, parameters: parameters(0.1, "adam", depth: 3), failure: .timeout, seconds: 60),
        ])
    }
}

extension Comparison {
    /// The last digit of each row's trial.
    var order: String { rows.compactMap { $0.best.outcome.trial.last }.map(String.init).joined() }
}
