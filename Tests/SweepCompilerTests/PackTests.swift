import JSON
import SweepCompiler
import SweepModel
import Testing

@Suite("Packs")
struct PackTests {
    @Test("hold every trial once, in the manifest's order, and can be walked again")
    func complete() throws {
        let sweep = try #require(try Sample.compile(Sample.digits()).launchable)
        let packs = Array(sweep.packs)
        #expect(packs == Array(sweep.packs))
        #expect(packs.map { ManifestRow(pack: $0.pack, lane: $0.lane) } == sweep.manifest)
        #expect(packs.map(\.pack) == ["p0000", "p0001", "p0002", "p0003", "p0004", "p0005", "p0006", "p0007"])
        let trials = packs.flatMap(\.trials)
        #expect(trials.map(\.trial.index).sorted() == Array(0..<64))
        #expect(Set(trials.map(\.trial.id)).count == 64)
        #expect(Set(trials.map(\.cacheKey)).count == 64)
    }

    @Test("never mix lanes or trainers, and differ by one trial at most")
    func unmixed() throws {
        let sweep = try #require(try Sample.compile(Sample.mixed()).launchable)
        for pack in sweep.packs {
            let trainers = Set(pack.trials.map { $0.trial.parameters["trainer"]?.string })
            #expect(trainers == [pack.lane == .gpuSpot ? "mlp" : "softmax"])
        }
        for lane in [Lane.gpuSpot, .fargateSpot] {
            let sizes = sweep.packs.filter { $0.lane == lane }.map(\.trials.count)
            #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
        }
    }

    @Test("hold at most the size that the file asks for", arguments: [1, 3, 7, 64, 1_000, Int.max])
    func askedSize(size: Int) throws {
        var experiment = try Sample.digits()
        experiment.packs = PackPolicy(size: size)
        let compilation = try Sample.compile(experiment)
        let packs = Array(try #require(compilation.launchable).packs)
        #expect(packs.allSatisfy { $0.trials.count <= size })
        #expect(packs.count == (64 + min(size, 64) - 1) / min(size, 64))
        #expect(compilation.plan.packing?.chosenBy == "packs.size")
    }

    @Test("are made one at a time: the first of 2,000 packs does not wait for the others")
    func lazy() throws {
        let sweep = try #require(try Sample.compile(Sample.command(trials: 2_000, packSize: 1)).launchable)
        #expect(sweep.packs.count == 2_000)
        #expect(sweep.packs.prefix(2).map { $0.trials[0].trial.parameters } == [["x": 0], ["x": 1]])
    }

    @Test("have names that sort in their order, also beyond 10,000 of them")
    func names() throws {
        let experiment = try Sample.command(trials: 10_001, packSize: 1, budget: Budget(maxTrials: 20_000))
        let manifest = try #require(try Sample.compile(experiment).launchable).manifest
        #expect(manifest.first?.pack == "p00000")
        #expect(manifest.last?.pack == "p10000")
        #expect(manifest.map(\.pack) == manifest.map(\.pack).sorted())
    }

    @Test("trials that meet no lane's condition are an error that names the first")
    func homeless() throws {
        let experiment = try Sample.mixed(lanes: [LaneRule(lane: .gpu, condition: Sample.isNetwork)])
        let error = #expect(throws: CompileError.self) { try Sample.compile(experiment) }
        #expect(
            error?.description == "compute: 10 trials meet no lane's condition, the first is trial 0 with "
                + "{\"l2\":0.0001,\"trainer\":\"softmax\"}; add a lane without a condition as the last one")
    }
}
