import Foundation
import Testing

@testable import TrainingCore

/// The experiments' real data, found from this file's place in the repository.
enum Experiment {
    static func data(_ path: String, kind: DataSource.Kind = .automatic) throws -> DataSet {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try DataSet(loading: DataSource(path: root.appending(path: "experiments/\(path)").path, kind: kind))
    }

    static func digits() throws -> DataSet { try data("digits/digits.csv") }
    static func cancer() throws -> DataSet { try data("breast-cancer/breast_cancer.csv") }
    static func diabetes() throws -> DataSet { try data("diabetes/diabetes.csv") }
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

@Suite struct PackTrainerTests {
    @Test("A network learns the digits")
    func digits() throws {
        let data = try Experiment.digits()
        let split = try DataSplit(data.target, SplitConfiguration())
        let trial = PackTrial(configuration: .mlp(try MLPConfiguration()), seed: 1)
        let begin = Date()
        let result = try trained(try results(data, split, [trial]).first)
        print("mlp", Date().timeIntervalSince(begin), result.metrics, result.curve.last as Any)
        #expect(try #require(result.metrics["validation_accuracy"]) > 0.95)
        let soft = try trained(
            try results(data, split, [PackTrial(configuration: .softmax(try SoftmaxConfiguration()), seed: 1)]).first)
        print("softmax", soft.metrics, soft.epochs)
    }
}
