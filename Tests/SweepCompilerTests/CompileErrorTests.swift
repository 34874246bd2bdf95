import JSON
import StatesLanguage
import SweepCompiler
import SweepModel
import Testing

@Suite("Errors of compiling")
struct CompileErrorTests {
    private func error(_ rule: LaneRule) throws -> String? {
        #expect(throws: CompileError.self) { try Sample.compile(Sample.command(trials: 1, lanes: [rule])) }?.description
    }

    @Test("Fargate has no GPU")
    func gpu() throws {
        #expect(
            try error(LaneRule(lane: .fargate, gpus: 1))
                == "compute.fargate: Fargate has no GPU, received gpus: 1; use the lane `gpu` or `gpu-spot`")
    }

    @Test("Fargate has a largest size")
    func size() throws {
        #expect(
            try error(LaneRule(lane: .fargateSpot, vcpus: 17, memoryMiB: 4096))
                == "compute.fargate-spot: the largest Fargate task has 16 vCPU and 122880 MiB, received 17.0 vCPU and 4096 MiB; "
                + "ask for less, or use the lane `spot`")
    }

    @Test("built-in trainers need their data's digest")
    func digest() throws {
        let inputs = PlanInputs(workerVersion: "1.0")
        let error = #expect(throws: CompileError.self) {
            try SweepCompiler.compile(Sample.digits(), inputs: inputs)
        }
        #expect(
            error?.description
                == "data.path: digits.csv was not read, so its trials can't be told from those on other data; check the path"
        )
    }
}

@Suite("Values that a sweep file can't have")
struct ForeignValueTests {
    @Test("trap nothing")
    func absurd() throws {
        var experiment = try Sample.command(trials: 3, concurrency: -5, packSize: -1)
        experiment.budget.maxHours = .nan
        experiment.compute.lanes = [
            LaneRule(lane: .fargateSpot, condition: Condition(tests: [.init("x", .equals(0))]), attempts: Int.max),
            LaneRule(lane: .spot, vcpus: .infinity, memoryMiB: -1, trialTimeoutSeconds: -1, attempts: Int.min),
            LaneRule(lane: .spot),
        ]
        let sweep = try #require(try Sample.compile(experiment).launchable)
        #expect(sweep.machine.diagnostics == [])
        #expect(sweep.manifest.count == 3)
        experiment.seeds = []
        #expect(throws: CompileError.noTrials) { try Sample.compile(experiment) }
    }
}
