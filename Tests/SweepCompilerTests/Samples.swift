import Foundation
import JSON
import SweepCompiler
import SweepModel

/// Experiments to compile.
enum Sample {
    static let inputs = PlanInputs(
        dataDigest: Digest.sha256("digits".utf8), dataShape: .init(rows: 1797, features: 64, classes: 10),
        workerVersion: "1.0")

    static func compile(_ experiment: Experiment, inputs: PlanInputs = inputs) throws -> SweepCompiler.Compilation {
        try SweepCompiler.compile(experiment, inputs: inputs)
    }

    /// 64 small networks on handwritten digits.
    static func digits() throws -> Experiment {
        let space = try SearchSpace(parameters: [
            Parameter("trainer", ["mlp"]), Parameter("learning_rate", [0.0005, 0.00126, 0.00317, 0.008]),
            Parameter("hidden", [32, 64, 128, [64, 64]]), Parameter("batch_size", [16, 32]),
            Parameter("l2", [0.0001, 0.01]), Parameter("epochs", [30]),
        ])
        return Experiment(
            name: "digits", metric: Metric(name: "validation_accuracy", goal: .maximize), space: space,
            work: .builtIn(DataSource(path: "digits.csv", target: "label")))
    }

    /// Softmax models on one lane, networks on another one.
    static func mixed(lanes: [LaneRule]) throws -> Experiment {
        let isNetwork = Condition(tests: [.init("trainer", .equals("mlp"))])
        let space = try SearchSpace(parameters: [
            Parameter("trainer", ["softmax", "mlp"]), Parameter("l2", [0.0001, 0.001, 0.01, 0.1, 1]),
            Parameter("hidden", [32, 64], when: isNetwork),
            Parameter("learning_rate", [0.001, 0.004], when: isNetwork),
        ])
        return Experiment(
            name: "digits-mixed", metric: Metric(name: "validation_accuracy", goal: .maximize), space: space,
            seeds: [0, 1], work: .builtIn(DataSource(path: "digits.csv", target: "label")),
            compute: Compute(lanes: lanes))
    }

    /// A user's command over a range of whole numbers.
    static func command(
        trials: Int, lanes: [LaneRule] = [LaneRule(lane: .onDemand)], concurrency: Int = 40, packSize: Int? = nil,
        budget: Budget = Budget(maxTrials: 1_000_000)
    ) throws -> Experiment {
        let space = try SearchSpace(parameters: [
            Parameter(path: ["x"], values: .integers(first: 0, step: 1, count: trials))
        ])
        return Experiment(
            name: "own-script", metric: Metric(name: "loss"), space: space,
            work: .command(CommandTemplate(program: "train.py")),
            compute: Compute(lanes: lanes, concurrency: concurrency), packs: PackPolicy(size: packSize),
            budget: budget)
    }

    static let commandInputs = PlanInputs(programDigest: Digest.sha256("train.py".utf8), workerVersion: "1.0")
}
