import JSON
import SweepCompiler
import SweepModel
import Testing

@Suite("The planner's pack size")
struct PackSizingTests {
    private func packing(_ experiment: Experiment) throws -> Plan.Packing {
        try #require(try Sample.compile(experiment).plan.packing)
    }

    @Test("keeps eight workers busy where all trials together are short")
    func width() throws {
        let packing = try packing(Sample.digits())
        #expect(packing.packs == 8)
        #expect(packing.groups.map(\.packSize) == [8])
    }

    @Test("makes fewer packs where fewer may run at once")
    func concurrency() throws {
        var experiment = try Sample.digits()
        experiment.compute.concurrency = 2
        #expect(try packing(experiment).packs == 2)
    }

    @Test("makes jobs of four minutes where there is enough work")
    func longJobs() throws {
        let packing = try packing(Sample.command(trials: 10_000))
        #expect(packing.groups.map(\.packSize) == [4])
        #expect(packing.reason == "jobs of about 4 min pay for their start")
    }

    @Test("gives a long trial a job of its own")
    func longTrials() throws {
        var experiment = try Sample.digits()
        experiment.space = try SearchSpace(parameters: [
            Parameter("trainer", ["mlp"]), Parameter("hidden", [[4096, 4096]]), Parameter("epochs", [2_000]),
            Parameter("l2", [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]),
        ])
        let packing = try packing(experiment)
        #expect(packing.groups.map(\.packSize) == [1])
        #expect(packing.reason.hasSuffix("a job of its own"))
    }

    @Test("does not pay a long decomposition twice for width alone")
    func sharedWork() throws {
        var experiment = try Sample.digits()
        experiment.space = try SearchSpace(parameters: [
            Parameter("trainer", ["ridge"]), Parameter(path: ["l2"], values: .integers(first: 1, step: 1, count: 100)),
        ])
        let inputs = PlanInputs(
            dataDigest: "00", dataShape: .init(rows: 20_000, features: 5_000), workerVersion: "1.0")
        let packing = try #require(try SweepCompiler.compile(experiment, inputs: inputs).plan.packing)
        #expect(packing.packs == 1)
        #expect(packing.reason.contains("paid once"))
    }

    @Test("offers two other sizes, and each gives the packs it promises")
    func alternatives() throws {
        var experiment = try Sample.digits()
        let alternatives = try packing(experiment).alternatives
        #expect(alternatives.map(\.packSize) == [2, 32])
        for alternative in alternatives {
            experiment.packs = PackPolicy(size: alternative.packSize)
            #expect(try packing(experiment).packs == alternative.packs)
        }
    }

    @Test("a single trial has one pack and no alternative")
    func single() throws {
        let packing = try packing(Sample.command(trials: 1))
        #expect(packing.packs == 1)
        #expect(packing.alternatives == [])
    }
}
