import JSON
import SweepCompiler
import SweepModel
import Testing

@Suite("The size of a sweep")
struct SweepSizeTests {
    @Test("10^12 points are counted and not launched")
    func hugeGrid() throws {
        let compilation = try Sample.compile(Sample.command(trials: 1_000_000_000_000))
        #expect(compilation.launchable == nil)
        #expect(!compilation.plan.launchable)
        #expect(compilation.plan.size.trials == 1_000_000_000_000)
        #expect(
            compilation.plan.refusal
                == "1,000,000,000,000 trials are more than budget.max_trials, 10,000: raise it, set run_cap, or try fewer values"
        )
    }

    @Test("the first trials of 10^12 points launch under run_cap, every point under each seed")
    func runCap() throws {
        var experiment = try Sample.command(trials: 1_000_000_000_000)
        experiment.runCap = 5
        experiment.seeds = [3, 4]
        let sweep = try #require(try Sample.compile(experiment).launchable)
        let trials = sweep.packs.flatMap(\.trials).map(\.trial).sorted { $0.index < $1.index }
        #expect(trials.map(\.index) == [0, 1, 2, 3, 4])
        #expect(trials.map(\.point) == [0, 0, 1, 1, 2])
        #expect(trials.map(\.seed) == [3, 4, 3, 4, 3])
        #expect(sweep.work.trialCount == 5)
    }

    @Test("points times seeds saturate instead of overflowing")
    func saturation() throws {
        var experiment = try Sample.command(trials: Int.max)
        experiment.seeds = [0, 1]
        let plan = try Sample.compile(experiment).plan
        #expect(!plan.launchable)
        #expect(plan.size.trials == Int.max)
    }

    @Test("excluded points are not trials, and their indices stay unused")
    func exclusions() throws {
        let space = try SearchSpace(
            parameters: [Parameter("a", [1, 2, 3]), Parameter("b", [1, 2])],
            excludes: [Condition(tests: [.init("a", .equals(2))])])
        var experiment = try Sample.command(trials: 1)
        experiment.space = space
        let compilation = try Sample.compile(experiment)
        #expect(compilation.plan.size.points == 4)
        #expect(compilation.plan.size.gridPoints == 6)
        let sweep = try #require(compilation.launchable)
        #expect(sweep.packs.flatMap(\.trials).map(\.trial.index).sorted() == [0, 1, 4, 5])
    }

    @Test("a grid without any trial is an error")
    func nothingLeft() throws {
        let space = try SearchSpace(
            parameters: [Parameter("a", [1])], excludes: [Condition(tests: [.init("a", .equals(1))])])
        var experiment = try Sample.command(trials: 1)
        experiment.space = space
        #expect(throws: CompileError.noTrials) { try Sample.compile(experiment) }
    }
}
