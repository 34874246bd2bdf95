import Foundation
import Testing

@testable import TrainingCore

/// The repository's folder, from this file's place in it.
private let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// The experiments' real data.
enum Experiment {
    static func digits() throws -> DataSet { try data("digits/digits") }
    static func cancer() throws -> DataSet { try data("breast-cancer/breast_cancer") }
    static func diabetes() throws -> DataSet { try data("diabetes/diabetes") }

    static func data(_ name: String) throws -> DataSet {
        try DataSet(loading: DataSource(path: repository.appending(path: "experiments/\(name).csv").path))
    }
}

/// Numbers made by `tools/reference/make_references.py`.
enum Fixture {
    static func path(_ name: String) -> String {
        repository.appending(path: "Tests/TrainingCoreTests/Fixtures/\(name)").path
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    static func decode<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(try bytes(name)))
    }
}

/// Trains a pack and gives its results in order.
func results(
    _ data: DataSet, _ split: DataSplit, _ trials: [PackTrial], standardize: Bool = true
) throws -> [TrialResult] {
    var results: [TrialResult] = []
    let end = try PackTrainer(data, split: split, standardize: standardize).train(trials) { position, result in
        #expect(position == results.count)
        results.append(result)
    }
    #expect(end == .completed)
    return results
}

func trained(_ result: TrialResult?) throws -> TrainedTrial {
    guard case .trained(let trial) = result else {
        throw ModelError("expected a trained trial, got \(String(describing: result))")
    }
    return trial
}

func reason(_ result: TrialResult?) throws -> String {
    switch result {
    case .invalidInput(let reason), .diverged(let reason): return reason
    case .trained, nil: throw ModelError("expected a failed trial")
    }
}

func matrix(_ rows: [[Double]]) -> Matrix<Double> {
    Matrix(unchecked: rows.count, rows.first?.count ?? 0, rows.flatMap { $0 })
}

/// The text of the `DataError` that `body` throws.
func dataError(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "no error"
    } catch {
        return "\(error)"
    }
}
