import Testing
import TrainingCore

@Suite struct PackTrainerTests {
    @Test("A ridge pack recovers an exact line")
    func ridgeLine() throws {
        let features = try #require(Matrix(rows: 20, columns: 1, storage: (0..<20).map(Double.init)))
        let target = Target.values((0..<20).map { 3 * Double($0) + 2 })
        let data = try DataSet(features: features, target: target, featureNames: ["x"])
        let split = try DataSplit(target, SplitConfiguration())
        let trials = [PackTrial(configuration: .ridge(try RidgeConfiguration(l2: 0)), seed: 1)]
        var results: [TrialResult] = []
        let end = try PackTrainer(data, split: split).train(trials) { _, result in results.append(result) }
        #expect(end == .completed)
        guard case .trained(let trial) = try #require(results.first) else {
            Issue.record("\(results)")
            return
        }
        #expect(try #require(trial.metrics["validation_rmse"]) < 1e-9)
        #expect(try trial.model.predict(try #require(Matrix(rows: 1, columns: 1, storage: [100]))) != .values([]))
    }
}
