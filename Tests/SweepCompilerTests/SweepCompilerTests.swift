import Foundation
import JSON
import StatesLanguage
import SweepCompiler
import SweepModel
import Testing

@Suite struct SweepCompilerTests {
    @Test("a small sweep compiles to a valid inline machine")
    func smallSweep() throws {
        print(PlanDescription(try Sample.compile(Sample.digits()).plan))
        print(
            PlanDescription(
                try Sample.compile(
                    Sample.mixed(lanes: [
                        LaneRule(lane: .gpuSpot, condition: Condition(tests: [.init("trainer", .equals("mlp"))])),
                        LaneRule(lane: .fargateSpot),
                    ])
                ).plan))
        print(PlanDescription(try Sample.compile(Sample.command(trials: 1_000_000_000_000)).plan))
        let c = try Sample.compile(Sample.command(trials: 10_000), inputs: Sample.commandInputs)
        print(PlanDescription(c.plan))
    }
}
