import Exchange
import Foundation
import JSON
import ObjectStore
import ResultStore
import SweepModel
import TestSupport

/// A store with one sweep in it.
struct Shelf {
    let folder: TemporaryFolder
    let store: FolderStore
    let results: ResultStore
    static let sweep = "digits-0123abcd"

    init(_ outcomes: [TrialOutcome], work: WorkDocument = .sample()) throws {
        folder = try TemporaryFolder()
        store = try FolderStore(root: folder.path)
        results = try ResultStore(path: folder.path + "/results.sqlite", access: .writing)
        try add(outcomes, generation: 1, work: work)
    }

    /// - Parameter generation: records of a later one replace those of an earlier one.
    func add(_ outcomes: [TrialOutcome], generation: Int, work: WorkDocument = .sample()) throws {
        let records = outcomes.enumerated().map { line, outcome in
            OutcomeRecord(
                outcome: outcome,
                place: RecordPlace(generation: generation, part: 1, pack: outcome.pack, line: line + 1))
        }
        let key = "object of \(outcomes.count) in generation \(generation)"
        try results.merge([OutcomeObject(key: key, records: records)], into: work)
    }

    var exported: ExportedSweep { get throws { try ExportedSweep(of: Self.sweep, in: results) } }

    func file(_ name: String, replaces: Bool = false) throws -> OutputFile {
        try OutputFile(path: folder.path + "/" + name, replaces: replaces)
    }

    func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)) }

    func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    /// Four trials: two of `sgd` with a curve each, one that failed, and one of `adam`, which alone has `depth`.
    static func four() throws -> Shelf {
        func parameters(_ rate: Double, _ optimizer: String, depth: Int? = nil) -> JSON {
            var members: [String: JSON] = [
                "learning_rate": .number(rate), "optimizer": ["name": .string(optimizer)], "hidden": [64, 64],
                "epochs": 30,
            ]
            members["depth"] = depth.map(JSON.integer)
            return .object(members)
        }
        var first = TrialOutcome.sample(
            "aaaa0001", index: 0, parameters: parameters(0.1, "sgd"),
            metrics: ["validation_accuracy": 0.9, "train_loss": 0.3], model: "a model")
        first.curve = ["step": [1, 2, 3], "validation_accuracy": [0.5, .nan, 0.9], "train_loss": [1, 0.5, 0.3]]
        first.foldMetrics = [["validation_accuracy": 0.8], ["validation_accuracy": 1]]
        first.validationLosses = "AACAPw=="
        first.validationErrors = "AQ=="
        (first.testLosses, first.testErrors) = ("AAAAAA==", "AA==")
        var second = TrialOutcome.sample(
            "aaaa0002", index: 1, seed: 1, parameters: parameters(0.01, "sgd"),
            metrics: ["validation_accuracy": 0.97, "train_loss": 0.1])
        second.curve = ["step": [1, 2], "validation_accuracy": [0.6, 0.97]]
        return try Shelf([
            first, second,
            .sample("aaaa0003", index: 2, parameters: parameters(1, "sgd"), failure: .diverged, seconds: 1.5),
            .sample(
                "aaaa0004", index: 3, parameters: parameters(0.01, "adam", depth: 2),
                metrics: ["validation_accuracy": 0.97, "train_loss": 0.2]),
        ])
    }
}
