import JSON
import StatesLanguage
import SweepCompiler
import SweepModel
import Testing

@Suite("A confirmation") struct ConfirmationTests {
    /// Confirms points of a sweep whose networks and softmax models run on two lanes.
    private func confirm(_ original: SweepCompiler.Compilation, trials: [PlannedTrial], seeds: [Int] = [1, 2, 3]) throws
        -> SweepCompiler.Compilation
    {
        let sweep = try #require(original.launchable)
        let points = try trials.map { planned in
            let pack = try #require(sweep.packs.first { $0.trials.contains(planned) })
            return ChosenPoint(parameters: planned.trial.parameters, lane: pack.lane)
        }
        let order = ConfirmationOrder(sweep: sweep.sweep, trials: trials.map(\.trial.id), scoresTest: true)
        let experiment = Experiment(
            confirming: sweep.work, original.plan, timeoutSeconds: sweep.machine.timeoutSeconds, order: order,
            points: points, seeds: seeds)
        return try Sample.compile(experiment)
    }

    private func mixed() throws -> (SweepCompiler.Compilation, [PlannedTrial]) {
        var experiment = try Sample.mixed()
        experiment.budget = Budget(maxHours: 1.0 / 3, maxFailedPercent: 20)
        let original = try Sample.compile(experiment)
        let trials = try #require(original.launchable).packs.flatMap(\.trials)
        let network = try #require(trials.first { $0.trial.parameters["trainer"] == "mlp" })
        let softmax = try #require(trials.first { $0.trial.parameters["trainer"] == "softmax" })
        return (original, [network, softmax])
    }

    @Test("trains the chosen points to the letter, each under every seed, on their own lanes with the same limits")
    func points() throws {
        let (original, chosen) = try mixed()
        let confirmation = try #require(try confirm(original, trials: chosen).launchable)
        let packs = Array(confirmation.packs)
        let trials = packs.flatMap(\.trials).map(\.trial).sorted { $0.index < $1.index }
        #expect(trials.map(\.index) == Array(0..<6))
        #expect(trials.map(\.point) == [0, 0, 0, 1, 1, 1])
        #expect(trials.map(\.seed) == [1, 2, 3, 1, 2, 3])
        #expect(trials.map(\.parameters) == chosen.flatMap { Array(repeating: $0.trial.parameters, count: 3) })
        for pack in packs {
            let isNetwork = pack.trials.allSatisfy { $0.trial.parameters["trainer"] == "mlp" }
            #expect(pack.lane == (isNetwork ? .gpuSpot : .fargateSpot))
        }
        let work = try #require(original.launchable).work
        #expect(confirmation.sweep.hasPrefix("digits-mixed-confirm-"))
        #expect(confirmation.work.metric == work.metric && confirmation.work.kind == work.kind)
        #expect(confirmation.work.maxFailedPercent == 20 && confirmation.machine.timeoutSeconds == 1_200)
        #expect(confirmation.work.trialTimeoutSeconds == work.trialTimeoutSeconds)
        #expect(confirmation.work.scoresTest && !work.scoresTest && work.confirms == nil)
        #expect(confirmation.machine.diagnostics.isEmpty)
    }

    @Test("has one id, which its points, their order and its seeds decide")
    func identity() throws {
        let (original, chosen) = try mixed()
        func id(_ trials: [PlannedTrial], _ seeds: [Int]) throws -> String? {
            try confirm(original, trials: trials, seeds: seeds).launchable?.sweep
        }
        let first = try id(chosen, [1, 2])
        #expect(try first == id(chosen, [1, 2]))
        #expect(try first != id(chosen, [1, 2, 3]) && first != id([chosen[0]], [1, 2]))
        #expect(try first != id(chosen.reversed(), [1, 2]))
    }

    @Test("keeps its name's end where the name is as long as it may be")
    func longName() throws {
        var experiment = try Sample.digits()
        experiment.name = String(repeating: "n", count: 40)
        let original = try Sample.compile(experiment)
        let trial = try #require(original.launchable?.packs.first { _ in true }?.trials.first)
        let id = try #require(try confirm(original, trials: [trial]).launchable?.sweep)
        #expect(id.hasPrefix(String(repeating: "n", count: 32) + "-confirm-"))
    }

    @Test(
        "keeps the service that its sweep's lane asks for, and chooses where that left the choice",
        arguments: [LaneService.auto, .batch, .ecs])
    func service(asked: LaneService) throws {
        var experiment = try Sample.mixed()
        experiment.budget = Budget(maxHours: 1.0 / 3, maxFailedPercent: 20)
        for index in experiment.compute.lanes.indices { experiment.compute.lanes[index].service = asked }
        let original = try Sample.compile(experiment)
        let lane = try #require(original.plan.lanes?.first { $0.lane.isFargate })
        #expect(lane.askedService == (asked == .auto ? nil : asked))
        let trials = try #require(original.launchable).packs.flatMap(\.trials)
        let softmax = try #require(trials.first { $0.trial.parameters["trainer"] == "softmax" })
        let confirmed = try #require(try confirm(original, trials: [softmax]).plan.lanes?.first { $0.lane.isFargate })
        #expect(confirmed.service == (asked == .batch ? .batch : .ecs) && confirmed.askedService == lane.askedService)
    }
}
