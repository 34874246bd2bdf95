import Testing

@testable import TrainingCore

@Suite struct MLPTests {
    struct Reference: Decodable { let accuracies: [Double] }

    @Test("Mean accuracy on digits over five seeds is scikit-learn's within 0.01")
    func reference() throws {
        let reference: Reference = try Fixture.decode("mlp.json")
        let data = try Experiment.digits()
        var accuracies: [Double] = []
        for seed in UInt64(0)..<5 {
            let split = try DataSplit(data.target, SplitConfiguration(seed: seed))
            let trial = PackTrial(configuration: .mlp(try MLPConfiguration()), seed: seed)
            let result = try trained(try results(data, split, [trial]).first)
            accuracies.append(try #require(result.metrics["validation_accuracy"]))
        }
        let ours = accuracies.reduce(0, +) / 5
        let theirs = reference.accuracies.reduce(0, +) / 5
        #expect(abs(ours - theirs) <= 0.01, "\(accuracies) against \(reference.accuracies)")
    }

    @Test(
        "Every optimiser learns the digits",
        arguments: [
            (Optimizer.sgd, 0.1), (.momentum, 0.02), (.nesterov, 0.02), (.rmsprop, 0.001), (.adam, 0.001),
            (.adamw, 0.001),
        ])
    func optimizers(_ optimizer: Optimizer, _ rate: Double) throws {
        let data = try Experiment.digits()
        let split = try DataSplit(data.target, SplitConfiguration())
        let configuration = try MLPConfiguration(optimizer: optimizer, learningRate: rate, epochs: 10)
        let trial = try trained(
            try results(data, split, [PackTrial(configuration: .mlp(configuration), seed: 3)]).first)
        #expect(try #require(trial.metrics["validation_accuracy"]) > 0.94)
        let losses = trial.curve.compactMap { $0.metrics["train_loss"] }
        #expect(try #require(losses.last) < (try #require(losses.first)) / 4)
    }

    @Test("Every activation learns the digits", arguments: Activation.allCases)
    func activations(_ activation: Activation) throws {
        let data = try Experiment.digits()
        let split = try DataSplit(data.target, SplitConfiguration())
        let configuration = try MLPConfiguration(
            hidden: [32, 32], activation: activation, learningRate: 0.003, dropout: 0.1)
        let trial = try trained(
            try results(data, split, [PackTrial(configuration: .mlp(configuration), seed: 3)]).first)
        #expect(try #require(trial.metrics["validation_accuracy"]) > 0.92)
    }

    @Test("A regression learns in its own unit and reports losses in it")
    func regression() throws {
        let data = try Experiment.diabetes()
        let split = try DataSplit(data.target, SplitConfiguration())
        let configuration = try MLPConfiguration(hidden: [16], learningRate: 0.003, epochs: 40)
        let trial = try trained(
            try results(data, split, [PackTrial(configuration: .mlp(configuration), seed: 3)]).first)
        #expect(try #require(trial.metrics["validation_r2"]) > 0.3)
        let last = try #require(trial.curve.last?.metrics["validation_loss"])
        let final = try #require(trial.metrics["validation_loss"])
        #expect(abs(last - final) < 1e-3 * final)
    }

    @Test("Early stopping keeps the best epoch's weights")
    func patience() throws {
        let data = try Experiment.digits()
        let split = try DataSplit(data.target, SplitConfiguration())
        let configuration = try MLPConfiguration(learningRate: 0.01, epochs: 200, patience: 3)
        let trial = try trained(
            try results(data, split, [PackTrial(configuration: .mlp(configuration), seed: 3)]).first)
        #expect(trial.curve.count < 200)
        #expect(trial.curve.count == trial.epochs + 3)
        let losses = trial.curve.compactMap { $0.metrics["validation_loss"] }
        let best = try #require(losses.min())
        #expect(losses.firstIndex(of: best) == trial.epochs - 1)
        #expect(abs(try #require(trial.metrics["validation_loss"]) - best) < 1e-5)
    }

    @Test("A network too large for any machine fails its trial, not the process")
    func tooLarge() throws {
        let data = try Experiment.cancer()
        let split = try DataSplit(data.target, SplitConfiguration())
        let configuration = try MLPConfiguration(hidden: [65_536, 65_536])
        let result = try results(data, split, [PackTrial(configuration: .mlp(configuration), seed: 3)]).first
        #expect(try reason(result).hasSuffix("more than 268435456: use smaller `hidden`"))
    }
}
