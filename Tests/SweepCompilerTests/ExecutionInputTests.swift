import JSON
import SweepCompiler
import SweepModel
import Testing

@Suite("The input of an execution")
struct ExecutionInputTests {
    private func input(
        _ experiment: Experiment, target: Target = .local(folder: "/store"), run: Int = 1
    ) throws -> (sweep: String, json: JSON) {
        let compilation = try Sample.compile(experiment)
        let sweep = try #require(compilation.launchable)
        let input = try ExecutionInput(
            sweep: sweep.sweep, plan: compilation.plan, run: run, packs: sweep.manifest, target: target)
        return (sweep.sweep, input.json)
    }

    @Test("holds the packs of an inline Map")
    func inline() throws {
        let (sweep, json) = try input(Sample.digits())
        #expect(json["sweep"]?.string == sweep)
        #expect(json["packs"]?.array?.count == 8)
        #expect(json["packs"]?[0] == ["pack": "p0000", "lane": "on-demand"])
        #expect(json["target"]?["queues"]?["onDemand"] == "on-demand")
        #expect(json["manifest"] == nil)
    }

    @Test("names the manifest of a distributed Map")
    func distributed() throws {
        let (sweep, json) = try input(Sample.command(trials: 41, packSize: 1), run: 3)
        #expect(json["packs"] == nil)
        #expect(json["manifest"]?.string == StoreKey.manifest(sweep, run: 3))
        #expect(json["results"]?.string == "sweeps/\(sweep)/map-results/3/")
    }

    @Test("a target must have what the lanes need, the last attempts' lanes included")
    func missing() throws {
        let target = Target(bucket: "b", queues: [.spot: "q"], jobDefinitions: [.spot: "d"], reducer: "r")
        let experiment = try Sample.command(trials: 2, lanes: [LaneRule(lane: .spot)])
        let error = #expect(throws: ExecutionInputError.self) { try input(experiment, target: target) }
        #expect(error == .missingTarget(["queues.onDemand", "jobDefinitions.onDemand"]))
        #expect(
            error?.description
                == "the target has no queues.onDemand, jobDefinitions.onDemand, which the sweep's lanes need")
        let fargate = try Sample.command(trials: 2, lanes: [LaneRule(lane: .fargate)])
        #expect(
            throws: ExecutionInputError.missingTarget([
                "taskDefinitions.fargate", "cluster", "subnets", "securityGroups",
            ])
        ) {
            try input(fargate, target: target)
        }
    }

    @Test("Fargate jobs need a queue, which a stack of before does not have; tasks need none")
    func fargateQueue() throws {
        var target = Target.local(folder: "/store")
        target.queues[.fargate] = nil
        func packs(_ service: LaneService, lane: Lane = .fargate) throws -> Experiment {
            try Sample.command(trials: 2, lanes: [LaneRule(lane: lane, service: service)])
        }
        let error = #expect(throws: ExecutionInputError.self) { try input(packs(.batch), target: target) }
        #expect(error == .noFargateQueue([.fargate]))
        #expect(
            error?.description
                == "packs on fargate are Batch jobs, and the stack, which an earlier version deployed, has no queue for them"
        )
        // The last attempt goes where the queue is missing.
        #expect(throws: ExecutionInputError.noFargateQueue([.fargate])) {
            try input(packs(.batch, lane: .fargateSpot), target: target)
        }
        #expect(throws: Never.self) { try input(packs(.ecs), target: target) }
        target.taskDefinitions[.fargate] = nil
        #expect(throws: ExecutionInputError.missingTarget(["queues.fargate"])) {
            try input(packs(.batch), target: target)
        }
    }

    @Test("a plan of before there was a choice starts ECS tasks")
    func planOfBefore() throws {
        let compilation = try Sample.compile(Sample.command(trials: 2, lanes: [LaneRule(lane: .fargate)]))
        var plan = compilation.plan
        plan.lanes?[0].service = nil
        var target = Target.local(folder: "/store")
        target.queues = [:]
        #expect(throws: Never.self) {
            try ExecutionInput(sweep: "s", plan: plan, run: 1, packs: [], target: target)
        }
    }

    @Test("a sweep whose reducer is a job needs a target that has one")
    func reducerJob() throws {
        var experiment = try Sample.digits()
        experiment.reduceService = .batch
        #expect(try input(experiment).json["target"]?["reducerJob"]?["queue"] == "on-demand")
        var target = Target.local(folder: "/store")
        target.reducerJob = nil
        let error = #expect(throws: ExecutionInputError.noReducerJob) { try input(experiment, target: target) }
        #expect(
            error?.description
                == "the sweep's results are ranked by a Batch job, and the stack has no reducerJob: only a stack with EC2 hosts that was deployed by this version has one"
        )
        #expect(throws: Never.self) { try input(Sample.digits(), target: target) }
    }

    @Test("a target that would break the payload's bound is refused")
    func tooLarge() throws {
        var target = Target.local(folder: "/store")
        target.subnets = (0..<400).map { "subnet-\($0)" }
        let error = #expect(throws: ExecutionInputError.self) { try input(Sample.digits(), target: target) }
        #expect(error?.description.hasSuffix("at most 4,096 are allowed: use shorter names or fewer subnets") == true)
    }

    @Test("stays below the payload's bound of the plan", arguments: [1, 8, 40])
    func bound(packs: Int) throws {
        let experiment = try Sample.everyLane(trialsPerLane: packs, packSize: 6)
        let compilation = try Sample.compile(experiment)
        let (_, json) = try input(experiment)
        #expect(json.bytes().count <= (compilation.plan.map?.payloadBytes.atMost ?? 0))
    }
}
