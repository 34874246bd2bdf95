import JSON
import SweepCompiler
import SweepModel

/// Experiments to compile.
enum Sample {
    static let inputs = PlanInputs(
        dataDigest: Digest.sha256("digits".utf8), dataShape: .init(rows: 1797, features: 64, classes: 10),
        workerVersion: "1.0")
    static let commandInputs = PlanInputs(programDigest: Digest.sha256("train.py".utf8), workerVersion: "1.0")

    static func compile(_ experiment: Experiment) throws -> SweepCompiler.Compilation {
        if case .command = experiment.work {
            return try SweepCompiler.compile(experiment, inputs: commandInputs)
        }
        return try SweepCompiler.compile(experiment, inputs: inputs)
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

    /// The same under a cap that the worst case passes.
    static func gated() throws -> Experiment {
        var experiment = try digits()
        experiment.name = "digits-gated"
        experiment.budget.maxUSD = 1
        return experiment
    }

    /// So many trials that their results outgrow Lambda.
    static func reducedByBatch() throws -> Experiment {
        var experiment = try digits()
        experiment.name = "many"
        experiment.space = try SearchSpace(parameters: [
            Parameter("trainer", ["mlp"]), Parameter("epochs", [2_000]), Parameter("hidden", [16, 32]),
        ])
        experiment.seeds = Array(0..<4_000)
        experiment.compute = Compute(lanes: [LaneRule(lane: .spot)])
        return experiment
    }

    static let isNetwork = Condition(tests: [.init("trainer", .equals("mlp"))])

    /// Ten softmax models and forty networks, which may go to lanes of their own.
    static func mixed(
        lanes: [LaneRule] = [LaneRule(lane: .gpuSpot, condition: isNetwork), LaneRule(lane: .fargateSpot)]
    ) throws -> Experiment {
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

    /// A user's command, tried with the whole numbers from 0.
    static func command(
        trials: Int, lanes: [LaneRule] = [LaneRule(lane: .onDemand)], concurrency: Int = 40, packSize: Int? = nil,
        budget: Budget = Budget()
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

    /// A user's command on all six lanes: the first trials on the first lane, and so on.
    static func everyLane(trialsPerLane: Int, packSize: Int) throws -> Experiment {
        let lanes = Lane.allCases.enumerated().map { place, lane in
            let end = Double((place + 1) * trialsPerLane)
            return LaneRule(lane: lane, condition: Condition(tests: [.init("x", .lessThan(end))]), vcpus: 2)
        }
        return try command(trials: Lane.allCases.count * trialsPerLane, lanes: lanes, packSize: packSize)
    }
}
