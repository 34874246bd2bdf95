import JSON
import SweepModel
import Testing

@testable import SweepCompiler

@Suite("Lanes with a GPU")
struct GPUWarningTests {
    private func warnings(_ experiment: Experiment, rows: Int = 1797, features: Int = 64) throws -> [String?] {
        var inputs = Sample.inputs
        inputs.dataShape = .init(rows: rows, features: features, classes: 10)
        return try #require(SweepCompiler.compile(experiment, inputs: inputs).plan.lanes).map(\.gpuWarning)
    }

    @Test("are warned of where every product of a built-in model is quicker on a core")
    func small() throws {
        let found = try warnings(Sample.mixed())
        #expect(
            found == [
                "the largest product of its trials, 32 x 64 x 64, is quicker on a core than on the way to a GPU, by "
                    + "estimate; a lane without a GPU costs less", nil,
            ])
        let plan = try Sample.compile(Sample.mixed()).plan
        #expect(PlanDescription(plan).text.contains("gpu-spot: warning: the largest product"))
    }

    @Test("are not where one trial's network is large, or the program is the user's own")
    func large() throws {
        var wide = try Sample.mixed()
        wide.space = try SearchSpace(parameters: [
            Parameter("trainer", ["mlp"]), Parameter("hidden", [32, [4096, 4096]]), Parameter("batch_size", [1024]),
        ])
        #expect(try warnings(wide, rows: 60_000, features: 784) == [nil])
        #expect(try warnings(Sample.command(trials: 2, lanes: [LaneRule(lane: .gpu)])) == [nil])
    }

    @Test("gain from products that take a core longer than their way over the bus")
    func rule() {
        func gains(_ side: Double, isDouble: Bool) -> Bool {
            MatrixProduct(rows: side, inner: side, columns: side, isDouble: isDouble).gainsFromGPU
        }
        #expect(!gains(64, isDouble: false) && gains(512, isDouble: false))
        #expect(!gains(64, isDouble: true) && gains(512, isDouble: true))
        let thin = MatrixProduct(rows: 1e6, inner: 1, columns: 1e3, isDouble: false)
        #expect(!thin.gainsFromGPU, "a product of few multiply-adds a number never pays its way")
        let absurd = MatrixProduct(rows: 1e300, inner: 1e300, columns: 1, isDouble: true)
        #expect(!absurd.gainsFromGPU && absurd.sides == "very many x very many x 1")
    }
}
