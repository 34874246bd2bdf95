import ExperimentFile
import JSON
import SweepModel
import Testing

@Suite("A sweep of built-in trainers")
struct TrainerSweepTests {
    private func parse(_ text: String) throws -> (experiment: Experiment, warnings: [Diagnostic]) {
        let head = "method: grid\ndata: a.csv\nmetric: {name: validation_accuracy, goal: maximize}\n"
        return try ExperimentFile.parse(text: head + text, fileName: "sweep.yaml")
    }

    @Test("may mix trainers, each with its own parameters")
    func mixed() throws {
        let sweep = try parse(
            """
            parameters:
              trainer: {values: [softmax, mlp]}
              l2: {values: [0.1, 1]}
              hidden: {values: [32, [64, 64]]}
              dropout: {values: [0, 0.5]}
            when:
              hidden: {trainer: mlp}
              dropout: {hidden: 32}
            """)
        #expect(sweep.warnings.isEmpty)
        // softmax: 2 penalties; mlp: 2 penalties, [64, 64] once and 32 twice.
        #expect(sweep.experiment.space.pointCount == 8)
    }

    @Test("may keep a value from a trainer that does not take it, by exclude or zip")
    func apart() throws {
        let excluded = try parse(
            """
            parameters: {trainer: {values: [softmax, mlp]}, optimizer: {values: [adam, lbfgs, rmsprop]}}
            exclude: [{trainer: mlp, optimizer: lbfgs}, {trainer: softmax, optimizer: rmsprop}]
            """)
        #expect(excluded.experiment.space.countedPoints() == .exact(4))
        let zipped = try parse(
            """
            parameters: {trainer: {values: [softmax, mlp]}, optimizer: {values: [lbfgs, rmsprop]}}
            zip: [[trainer, optimizer]]
            """)
        #expect(zipped.experiment.space.pointCount == 2)
    }

    @Test("may write whole numbers as fractions, and widths in both forms")
    func kinds() throws {
        let sweep = try parse(
            "trainer: mlp\nparameters: {batch_size: {values: [16.0, 32]}, hidden: {values: [64, [], [8, 8.0]]}, patience: {values: [null, 3]}}"
        )
        #expect(sweep.experiment.space.pointCount == 12)
    }

    @Test("names its trainer in every trial, and never changes a trial's id")
    func golden() throws {
        let space = try parse("trainer: softmax\nparameters: {l2: {values: [0.5, 1.0]}}").experiment.space
        #expect(space.parameters(at: 0).text() == #"{"l2":0.5,"trainer":"softmax"}"#)
        #expect(Trial(index: 0, point: 0, seed: 0, parameters: space.parameters(at: 0)).id == "e738a2e97f12934d")
        #expect(Trial(index: 3, point: 1, seed: 1, parameters: space.parameters(at: 1)).id == "c8140748a33f936d")
    }

    @Test("may be without parameters to vary")
    func constant() throws {
        let sweep = try parse("trainer: softmax\nparameters: {l2: {value: 1}}").experiment
        #expect(sweep.space.pointCount == 1)
        #expect(sweep.space.varyingParameters.isEmpty)
        #expect(sweep.space.constants == ["l2": 1, "trainer": "softmax"])
    }
}
