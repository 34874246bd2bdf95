import Foundation
import JSON
import StatesLanguage
import SweepCompiler
import SweepModel
import Testing

@Suite struct SweepCompilerTests {
    @Test("a small sweep compiles to a valid inline machine")
    func smallSweep() throws {
        let space = try SearchSpace(parameters: [
            Parameter("trainer", ["mlp"]), Parameter("learning_rate", [0.001, 0.002, 0.004, 0.008]),
            Parameter("hidden", [32, 64, 128, [64, 64]]), Parameter("batch_size", [16, 32]),
            Parameter("l2", [0.0001, 0.01]), Parameter("epochs", [30]),
        ])
        let experiment = Experiment(
            name: "digits", metric: Metric(name: "validation_accuracy", goal: .maximize), space: space,
            work: .builtIn(DataSource(path: "digits.csv")))
        let inputs = PlanInputs(
            dataDigest: "00", dataShape: .init(rows: 1797, features: 64, classes: 10), workerVersion: "1")
        let compilation = try SweepCompiler.compile(experiment, inputs: inputs)
        print(String(decoding: compilation.plan.bytes(), as: UTF8.self))
        let sweep = try #require(compilation.launchable)
        print(sweep.machine.json.text())
        print(sweep.sweep, sweep.manifest.count, Array(sweep.packs).map(\.trials.count))
    }
}
