import JSON
import StatesLanguage
import SweepCompiler
import SweepModel
import Testing

@Suite("Errors of compiling")
struct CompileErrorTests {
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
