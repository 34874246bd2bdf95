import JSON
import SweepCompiler
import SweepModel
import Testing

@Suite("Trial ids and cache keys")
struct CacheKeyTests {
    private func keys(
        _ change: (inout Experiment) -> Void = { _ in }, inputs: PlanInputs = Sample.inputs
    ) throws -> (ids: Set<String>, keys: Set<String>) {
        var experiment = try Sample.digits()
        change(&experiment)
        let sweep = try #require(try SweepCompiler.compile(experiment, inputs: inputs).launchable)
        let trials = sweep.packs.flatMap(\.trials)
        return (Set(trials.map(\.trial.id)), Set(trials.map(\.cacheKey)))
    }

    private func changed(_ data: (inout SweepModel.DataSource) -> Void) throws -> Set<String> {
        try keys { experiment in
            guard case .builtIn(var source) = experiment.work else { return }
            data(&source)
            experiment.work = .builtIn(source)
        }.keys
    }

    @Test("Keys of a confirmation that scores test rows are of their own; ids are not")
    func confirmation() throws {
        let original = try keys()
        func confirmed(scoresTest: Bool) throws -> (ids: Set<String>, keys: Set<String>) {
            try keys { $0.confirms = ConfirmationOrder(sweep: "digits-0123abcd", trials: [], scoresTest: scoresTest) }
        }
        #expect(try confirmed(scoresTest: false) == original)
        #expect(try confirmed(scoresTest: true).ids == original.ids)
        #expect(try confirmed(scoresTest: true).keys.isDisjoint(with: original.keys))
    }

    @Test("do not depend on lanes, budget, pack size, name or the data's path")
    func independent() throws {
        let original = try keys()
        let other = try keys { experiment in
            experiment.name = "other"
            experiment.metric = Metric(name: "validation_log_loss")
            experiment.compute = Compute(lanes: [LaneRule(lane: .gpuSpot, vcpus: 4)], concurrency: 7)
            experiment.budget = Budget(maxTrials: 100, maxHours: 2, maxFailedPercent: 5)
            experiment.packs = PackPolicy(size: 3)
            if case .builtIn(var source) = experiment.work {
                source.path = "elsewhere/renamed.csv"
                experiment.work = .builtIn(source)
            }
        }
        #expect(original == other)
    }

    @Test("cache keys depend on data, code, split and preparation; ids don't")
    func dependent() throws {
        let original = try keys().keys
        var otherData = Sample.inputs
        otherData.dataDigest = "11"
        var otherWorker = Sample.inputs
        otherWorker.workerVersion = "2.0"
        var variants = try [otherData, otherWorker].map { try keys(inputs: $0).keys }
        variants.append(try changed { $0.standardize = false })
        variants.append(try changed { $0.folds = 5 })
        variants.append(try changed { $0.split.seed = 1 })
        variants.append(try changed { $0.target = "other" })
        variants.append(try changed { $0.task = .classification })
        for variant in variants { #expect(variant.isDisjoint(with: original)) }
        #expect(try keys(inputs: otherData).ids == keys().ids)
    }

    @Test("equal numbers are one value, seeds are not")
    func numbers() throws {
        let original = try keys()
        let same = try keys {
            $0.space = try! SearchSpace(
                parameters: $0.space.parameters.map { parameter in
                    parameter.name == "epochs" ? Parameter("epochs", [30.0]) : parameter
                })
        }
        #expect(original == same)
        #expect(try keys { $0.seeds = [1] }.ids.isDisjoint(with: original.ids))
    }
}
