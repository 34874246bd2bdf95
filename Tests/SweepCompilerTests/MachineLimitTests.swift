import JSON
import StatesLanguage
import SweepModel
import Testing

@testable import SweepCompiler

/// Every set of lanes, with the most that a lane may ask for.
private let laneSets: [[Lane]] = (1..<64).map { bits in
    Lane.allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)
}

private func blueprint(
    _ lanes: [Lane], _ mode: ProcessorConfig.Mode, service: LaneService = .ecs
) -> MachineBlueprint {
    MachineBlueprint(
        name: String(repeating: "n", count: 40), mode: mode, concurrency: 10_000,
        lanes: lanes.map {
            LaneBlueprint(
                rule: LaneRule(
                    lane: $0, vcpus: 16, memoryMiB: 122_880, trialTimeoutSeconds: Int.max, attempts: 10,
                    service: service),
                largestPack: 1_000, sweepSeconds: nil)
        }, timeoutSeconds: ServiceLimits.longestExecutionSeconds)
}

@Suite("Machines of every set of lanes")
struct MachineLimitTests {
    @Test("are valid in both modes and far below the definition's limit", arguments: laneSets)
    func valid(lanes: [Lane]) throws {
        for mode in ProcessorConfig.Mode.allCases {
            for service in [LaneService.ecs, .batch] {
                let machine = try blueprint(lanes, mode, service: service).machine()
                #expect(machine.diagnostics == [])
                #expect(machine.json.bytes(.indented).count < ServiceLimits.definitionBytes / 10)
                #expect(try StateMachine(json: machine.json) == machine)
            }
        }
    }

    @Test("have unique ASCII state names of at most 80 characters", arguments: laneSets)
    func names(lanes: [Lane]) throws {
        let machine = try blueprint(lanes, .distributed).machine()
        guard case .map(let map)? = machine.states["Train"] else { return #expect(Bool(false), "no Map") }
        let names = Array(machine.states.keys) + Array(map.itemProcessor.states.keys)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.count <= 80 && $0.allSatisfy { $0.isASCII && $0.isLetter } })
    }

    @Test("stay below the limits of history and payload for 1 to 100,000 packs", arguments: laneSets)
    func bounds(lanes: [Lane]) {
        for packs in [1, 2, 8, 39, 40, 41, 1_000, 10_000, 100_000, Int.max] {
            let choice = MapChoice(blueprint(lanes, .inline), packs: packs)
            #expect(choice.history.execution < 25_000)
            #expect(choice.history.iteration < 25_000)
            #expect(choice.payload.bytes < 262_144)
            if packs > 40 { #expect(choice.mode == .distributed) }
        }
    }

    @Test("one lane needs no Choice, and only ECS tasks are counted")
    func smallest() throws {
        let machine = try blueprint([.onDemand], .inline).machine()
        guard case .map(let map)? = machine.states["Train"] else { return #expect(Bool(false), "no Map") }
        #expect(map.itemProcessor.states.keys.sorted() == ["RecordFailure", "RunOnDemand"])
        #expect(map.itemSelector?.json["attempt"] == nil)
    }

    @Test("without a last attempt a Spot lane ends with its own job")
    func noFallback() throws {
        var lane = LaneBlueprint(
            rule: LaneRule(lane: .spot, lastAttemptOnDemand: false), largestPack: 1, sweepSeconds: nil)
        #expect(try LaneStates(lane).states().keys.sorted() == ["RunSpot"])
        lane.rule = LaneRule(lane: .fargateSpot, attempts: 1, lastAttemptOnDemand: false)
        #expect(try LaneStates(lane).states().keys.sorted() == ["RunFargateSpot"])
    }

    @Test("Batch counts a Fargate lane's attempts itself, and after them comes the same last one")
    func fargateJobs() throws {
        func names(_ service: LaneService) throws -> [String] {
            let rule = LaneRule(lane: .fargateSpot, service: service)
            return try LaneStates(LaneBlueprint(rule: rule, largestPack: 1, sweepSeconds: nil)).states().keys.sorted()
        }
        let jobs = ["FargateSpotHostLost", "RunFargateAfterFargateSpot", "RunFargateSpot"]
        #expect(try names(.batch) == jobs)
        #expect(try names(.ecs) == (jobs + ["NextFargateSpotAttempt"]).sorted())
        let machine = try blueprint([.fargateSpot], .inline, service: .batch).machine()
        guard case .map(let map)? = machine.states["Train"] else { return #expect(Bool(false), "no Map") }
        #expect(map.itemSelector?.json["attempt"] == nil)
    }
}

@Suite("An attempt's time limit")
struct AttemptLimitTests {
    private func seconds(_ trial: Int, _ pack: Int, _ sweep: Int? = nil) -> Int {
        LaneBlueprint(
            rule: LaneRule(lane: .spot, trialTimeoutSeconds: trial), largestPack: pack, sweepSeconds: sweep
        ).attemptSeconds
    }

    @Test("is every trial's limit and ten minutes, within 60 seconds and the sweep's own limit")
    func limits() {
        #expect(seconds(3_600, 8) == 29_400)
        #expect(seconds(1, 1) == 601)
        #expect(seconds(3_600, 8, 7_200) == 7_200)
        #expect(seconds(3_600, 8, 10) == 60)
        #expect(seconds(Int.max, 1_000) == ServiceLimits.longestExecutionSeconds)
        #expect(seconds(Int.max, 1) == ServiceLimits.longestExecutionSeconds)
    }
}

@Suite("Fargate sizes")
struct FargateSizeTests {
    @Test(
        "are the smallest that give at least so much",
        arguments: [
            (0.25, 512, "256/512"), (0.25, 3_000, "512/3072"), (1, 2_048, "1024/2048"), (1, 2_049, "1024/3072"),
            (1, 100, "1024/2048"), (3, 100, "4096/8192"), (8, 17_000, "8192/20480"), (16, 122_880, "16384/122880"),
            (0.5, 122_880, "16384/122880"),
        ])
    func sizes(vcpus: Double, memory: Int, expected: String) {
        let size = FargateSize.smallest(vcpus: vcpus, memoryMiB: memory)
        #expect(size.map { "\($0.cpuUnits)/\($0.memoryMiB)" } == expected)
    }

    @Test("end at 16 vCPU and 120 GiB")
    func largest() {
        #expect(FargateSize.smallest(vcpus: 16.1, memoryMiB: 512) == nil)
        #expect(FargateSize.smallest(vcpus: 1, memoryMiB: 122_881) == nil)
    }
}
