import JSON
import SweepModel
import Testing

@testable import SweepCompiler

@Suite("What starts packs on Fargate") struct FargateChoiceTests {
    private func plan(
        packs: Int, _ service: LaneService = .auto, lane: Lane = .fargate, vcpus: Double = 1, memoryMiB: Int = 2_048,
        concurrency: Int = 40
    ) throws -> (lane: Plan.LanePlan, machine: JSON) {
        let rule = LaneRule(lane: lane, vcpus: vcpus, memoryMiB: memoryMiB, service: service)
        let compilation = try Sample.compile(
            Sample.command(trials: packs, lanes: [rule], concurrency: concurrency, packSize: 1))
        return (
            try #require(compilation.plan.lanes?.first),
            try JSON(parsing: try #require(compilation.launchable).machineBytes)
        )
    }

    private func run(_ machine: JSON, _ state: String = "RunFargate") -> JSON? {
        machine["States"]?["Train"]?["ItemProcessor"]?["States"]?[state]
    }

    @Test(
        "is ECS while all that is in flight fits a new account's 6 vCPU, else Batch, and the sentence has the numbers")
    func quota() throws {
        let (few, task) = try plan(packs: 6)
        #expect(few.service == .ecs && few.isTask)
        #expect(
            few.serviceReason
                == "6 vCPU may be in flight at once, within the 6 that a new account may have: ECS refuses none and starts them sooner than Batch"
        )
        #expect(run(task)?["Resource"] == "arn:aws:states:::ecs:runTask.sync")
        let (many, job) = try plan(packs: 7)
        #expect(many.service == .batch && !many.isTask)
        #expect(
            many.serviceReason
                == "7 vCPU may be in flight at once, more than the 6 that a new account may have: Batch queues what has no room, ECS refuses it"
        )
        #expect(run(job)?["Resource"] == "arn:aws:states:::batch:submitJob.sync")
    }

    @Test("counts what is in flight, not all packs, and Fargate's own sizes")
    func width() throws {
        #expect(try plan(packs: 500, concurrency: 6).lane.service == .ecs)
        #expect(try plan(packs: 24, vcpus: 0.25, memoryMiB: 512).lane.service == .ecs)
        #expect(try plan(packs: 25, vcpus: 0.25, memoryMiB: 512).lane.service == .batch)
        #expect(try plan(packs: 1, vcpus: 8, memoryMiB: 16_384).lane.service == .batch)
    }

    @Test("is whatever the lane names, and the sentence still says what speaks against it")
    func asked() throws {
        let (tasks, _) = try plan(packs: 40, .ecs)
        #expect(tasks.service == .ecs)
        #expect(
            tasks.serviceReason
                == "the lane's service says so; 40 vCPU may be in flight at once, more than the 6 that a new account may have: Batch queues what has no room, ECS refuses it"
        )
        let (job, _) = try plan(packs: 1, .batch)
        #expect(job.service == .batch)
        #expect(job.serviceReason?.hasPrefix("the lane's service says so; 1 vCPU may be in flight at once") == true)
    }

    @Test("is no question on other lanes, and the machine of a sweep that stays on ECS is as it was")
    func unchanged() throws {
        let (spot, _) = try plan(packs: 40, lane: .spot)
        #expect(spot.service == nil && spot.serviceReason == nil && !spot.isTask)
        #expect(try plan(packs: 3).machine == plan(packs: 3, .ecs).machine)
        #expect(try plan(packs: 9).machine == plan(packs: 9, .batch).machine)
    }

    @Test("a job asks for a size of Fargate's, a limit and its own list of what is tried again")
    func job() throws {
        let (_, machine) = try plan(packs: 2, .batch, lane: .fargateSpot, vcpus: 0.5, memoryMiB: 3_000)
        for (state, lane) in [("RunFargateSpot", "fargateSpot"), ("RunFargateAfterFargateSpot", "fargate")] {
            let parameters = run(machine, state)?["Parameters"]
            #expect(parameters?["JobQueue.$"]?.string == "$.target.queues.\(lane)")
            #expect(parameters?["JobDefinition.$"]?.string == "$.target.jobDefinitions.\(lane)")
            #expect(
                parameters?["ContainerOverrides"]?["ResourceRequirements"] == [
                    ["Type": "VCPU", "Value": "0.5"], ["Type": "MEMORY", "Value": "3072"],
                ])
            #expect(parameters?["RetryStrategy"]?["Attempts"] == 3)
            #expect(parameters?["Timeout"]?["AttemptDurationSeconds"] == 4_200)
            #expect(run(machine, state)?["TimeoutSeconds"] == nil)
        }
        let lost = run(machine, "FargateSpotHostLost")?.text() ?? ""
        #expect(lost.contains("*CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY*"))
    }

    /// Batch API reference, EvaluateOnExit: at most five rules; letters, digits, `.`, `:` and white space, `*` at the end.
    @Test("every list of what is tried again keeps to Batch's grammar", arguments: [true, false])
    func rules(onFargate: Bool) throws {
        let list = onFargate ? BatchTask.evaluateOnFargateExit : BatchTask.evaluateOnExit
        let rules = try #require(list.array)
        #expect(rules.count <= 5)
        for rule in rules {
            let conditions = (rule.object ?? [:]).filter { $0.key != "Action" }
            #expect(conditions.count == 1 && ["RETRY", "EXIT"].contains(rule["Action"]?.string))
            for text in conditions.values.compactMap(\.string) {
                #expect(text.wholeMatch(of: /[A-Za-z0-9.:\s]*\*?/) != nil, "\(text)")
            }
        }
        #expect(rules.last == ["OnReason": "*", "Action": "EXIT"])
    }
}
