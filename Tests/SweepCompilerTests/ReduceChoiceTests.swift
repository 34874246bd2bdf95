import SweepModel
import Testing

@testable import SweepCompiler

@Suite("Who reduces") struct ReduceChoiceTests {
    private func choice(
        _ service: ReduceService = .auto, trials: Int = 64, bytesATrial: Double = 1_000, packs: Int = 8
    ) throws -> ReduceChoice {
        var experiment = try Sample.digits()
        experiment.reduceService = service
        let group = Survey.Entry(
            group: TrialGroup(lane: .spot, trainer: "mlp"), trials: trials, ownSeconds: 1, sharedSeconds: 0)
        return ReduceChoice(
            experiment, Survey(groups: [group], resultBytes: Double(trials) * bytesATrial), packs: packs)
    }

    @Test("is Lambda while results, packs and time stay small, and the sentence has the numbers")
    func lambda() throws {
        let choice = try choice()
        #expect(!choice.isBatch)
        #expect(
            choice.reason
                == "about 65 KB of results from 64 trials, 8 packs, about 54 ms; the function is made for 500 MB, 20,000 packs, 5 min"
        )
    }

    @Test("is a Batch job for more than 500 MB, 20,000 packs or 5 minutes")
    func batch() throws {
        #expect(try !choice(trials: 100_000, bytesATrial: 4_900).isBatch)
        let large = try choice(trials: 100_000, bytesATrial: 5_100)
        #expect(large.isBatch)
        #expect(
            large.reason
                == "about 510 MB of results from 100,000 trials: more than the 500 MB that the function is made for")
        #expect(try !choice(packs: 20_000).isBatch)
        #expect(
            try choice(packs: 20_001).reason
                == "20,001 packs, more than the 20,000 whose outcomes the function reads in time")
        #expect(
            try choice(trials: 1_000_000, bytesATrial: 450).reason
                == "about 8.5 min, more than the 5 min that leave the function room")
    }

    @Test("is whoever reduce.service names, and the sentence still says what speaks against it")
    func asked() throws {
        #expect(try choice(.batch).isBatch)
        #expect(try choice(.batch).reason.hasPrefix("reduce.service says so; about 65 KB"))
        let lambda = try choice(.lambda, trials: 200_000, bytesATrial: 5_000)
        #expect(!lambda.isBatch)
        #expect(
            lambda.reason
                == "reduce.service says so; about 1 GB of results from 200,000 trials: more than the 500 MB that the function is made for"
        )
    }

    @Test("a job has room for the database three times, from 4 to 120 GiB")
    func memory() throws {
        #expect(try choice(.batch).memoryMiB == 4_096)
        #expect(try choice(trials: 1_000_000, bytesATrial: 1_073).memoryMiB == 5_120)
        #expect(try choice(trials: 10_000_000, bytesATrial: 100_000).memoryMiB == 122_880)
    }

    @Test("leaves the machine of a sweep that stays on Lambda as it was")
    func unchanged() throws {
        var asked = try Sample.digits()
        asked.reduceService = .lambda
        let (auto, lambda) = try (Sample.compile(Sample.digits()), Sample.compile(asked))
        #expect(auto.launchable?.machineBytes == lambda.launchable?.machineBytes)
        #expect(auto.launchable?.sweep == lambda.launchable?.sweep)
    }
}
