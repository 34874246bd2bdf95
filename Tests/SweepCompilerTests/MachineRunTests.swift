import Foundation
import JSON
import StatesInterpreter
import StatesLanguage
import SweepCompiler
import SweepModel
import Synchronization
import Testing

/// Answers each state and pack with the next of its scripted endings; success where nothing is scripted.
private final class ScriptedTasks: TaskRunner {
    private let endings: Mutex<[String: [TaskFailure?]]>
    private let answer: JSON
    /// `state pack`, in the order of the calls.
    private let called = Mutex<[String]>([])

    /// Whether the gate's object says that packs may start.
    private let control: Bool

    init(_ endings: [String: [TaskFailure?]], answer: JSON, control: Bool) {
        self.endings = Mutex(endings)
        self.answer = answer
        self.control = control
    }

    var calls: [String] { called.withLock { $0 } }

    func run(_ request: TaskRequest) async throws(TaskFailure) -> JSON {
        let container =
            request.parameters["ContainerOverrides"] ?? request.parameters["Overrides"]?["ContainerOverrides"]?[0]
        let pack = container?["Environment"]?.array?.first { $0["Name"] == "STEPSWEEP_PACK" }?["Value"]?.string
        let name = [request.stateName, pack].compactMap { $0 }.joined(separator: " ")
        called.withLock { $0.append(name) }
        let failure = endings.withLock { endings -> TaskFailure? in
            guard var rest = endings[name], !rest.isEmpty else { return nil }
            defer { endings[name] = rest }
            return rest.removeFirst()
        }
        if let failure { throw failure }
        switch request.stateName {
        case "Gate":
            return ["Body": .string(#"{"open": \#(control), "reason": "no money left"}"#)]
        case "Reduce" where container == nil: return ["StatusCode": 200, "Payload": answer]
        case "Decision": return ["Body": .string(answer.text()), "ContentLength": 1]
        default: return ["JobId": "j", "Status": "SUCCEEDED", "TaskArn": "t", "LastStatus": "STOPPED"]
        }
    }
}

/// Time that passes only when somebody waits for it.
private struct JumpingClock: ExecutionClock {
    func now() -> Date { Date(timeIntervalSince1970: 0) }
    func wait(until moment: Date) async throws {}
    func alarm(at moment: Date) async throws {
        try await Task.sleep(for: .seconds(3_600))
    }
}

private struct OneManifest: MapObjects {
    let manifest: JSON

    func getObject(bucket: String, key: String) async throws(TaskFailure) -> [UInt8] { manifest.bytes() }
    func listObjects(bucket: String, prefix: String) async throws(TaskFailure) -> [ListedObject] { [] }
    func putObject(bucket: String, key: String, bytes: [UInt8]) async throws(TaskFailure) {}
}

private let hostLost = TaskFailure(
    error: "States.TaskFailed",
    cause: #"{"Attempts":[],"Container":{},"StatusReason":"Host EC2 (instance i-1) terminated.","Status":"FAILED"}"#)
private let saved = TaskFailure(
    error: "States.TaskFailed", cause: #"{"Container":{"ExitCode":75},"StatusReason":"Essential container exited"}"#)
private let bug = TaskFailure(
    error: "States.TaskFailed", cause: #"{"Container":{"ExitCode":1},"StatusReason":"Essential container exited"}"#)
private let spotLost = TaskFailure(
    error: "States.TaskFailed",
    cause: #"{"StopCode":"SpotInterruption","StoppedReason":"Your Spot Task was interrupted."}"#)
private let spotJobLost = TaskFailure(
    error: "States.TaskFailed",
    cause: #"{"Attempts":[],"Container":{"ExitCode":137},"StatusReason":"Your Spot Task was interrupted."}"#)
private let noCapacity = TaskFailure(
    error: "States.TaskFailed",
    cause: #"{"Attempts":[],"Container":{},"StatusReason":"CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - none"}"#)
private let throttled = TaskFailure(error: "Batch.ServerException", cause: "slow down")

@Suite("A compiled machine, run")
struct MachineRunTests {
    private func run(
        _ experiment: Experiment, _ endings: [String: [TaskFailure?]],
        answer: JSON = ["enough": true, "reason": "fine", "best": 0.97], gateIsOpen: Bool = true
    ) async throws -> (result: ExecutionResult, calls: [String]) {
        let compilation = try Sample.compile(experiment)
        let sweep = try #require(compilation.launchable)
        let input = try ExecutionInput(
            sweep: sweep.sweep, plan: compilation.plan, run: 1, packs: sweep.manifest, target: .local(folder: "/store"))
        let tasks = ScriptedTasks(endings, answer: answer, control: gateIsOpen)
        let interpreter = try Interpreter(
            machine: StateMachine(parsing: sweep.machineBytes), taskRunner: tasks,
            objects: OneManifest(manifest: sweep.manifest.manifest), journal: MemoryJournal(), clock: JumpingClock(),
            randomBits: { 7 })
        let result = try await interpreter.run(
            input: input.json, as: ExecutionIdentity(name: "run-1", stateMachineName: sweep.sweep))
        return (result, tasks.calls)
    }

    @Test("ends with the reducer's answer", arguments: [2, 20])
    func calm(trialsPerLane: Int) async throws {
        let (result, calls) = try await run(Sample.everyLane(trialsPerLane: trialsPerLane, packSize: 1), [:])
        #expect(result == .succeeded(output: ["enough": true, "reason": "fine", "best": 0.97]))
        #expect(calls.count == 6 * trialsPerLane + 1)
        #expect(calls.last == "Reduce")
    }

    @Test("moves a pack off Spot after lost hosts, and only then")
    func lostHosts() async throws {
        let lanes = [LaneRule(lane: .spot)]
        let (result, calls) = try await run(
            Sample.command(trials: 4, lanes: lanes, packSize: 1),
            [
                "RunSpot p0000": [hostLost], "RunSpot p0001": [bug], "RunSpot p0002": [saved],
                "RunSpot p0003": [throttled],
            ])
        #expect(result.status == "SUCCEEDED")
        #expect(
            calls.filter { $0.hasPrefix("RunOnDemandAfterSpot") }.sorted() == [
                "RunOnDemandAfterSpot p0000", "RunOnDemandAfterSpot p0002",
            ])
        #expect(calls.filter { $0 == "RunSpot p0003" }.count == 2)
        #expect(calls.filter { $0 == "RunSpot p0001" }.count == 1)
    }

    @Test("counts lost Fargate tasks up to the attempts, then runs once without Spot")
    func fargate() async throws {
        let lanes = [LaneRule(lane: .fargateSpot, attempts: 3)]
        let (result, calls) = try await run(
            Sample.command(trials: 3, lanes: lanes, packSize: 1),
            [
                "RunFargateSpot p0000": [spotLost, spotLost, spotLost], "RunFargateSpot p0001": [spotLost],
                "RunFargateSpot p0002": [bug],
            ])
        #expect(result.status == "SUCCEEDED")
        #expect(calls.filter { $0 == "RunFargateSpot p0000" }.count == 3)
        #expect(calls.filter { $0 == "RunFargateSpot p0001" }.count == 2)
        #expect(calls.filter { $0 == "RunFargateSpot p0002" }.count == 1)
        #expect(calls.filter { $0.hasPrefix("RunFargateAfter") } == ["RunFargateAfterFargateSpot p0000"])
    }

    @Test("moves a Fargate job that Batch gave up on off Spot, and no bug")
    func fargateJobs() async throws {
        let lanes = [LaneRule(lane: .fargateSpot, service: .batch)]
        let (result, calls) = try await run(
            Sample.command(trials: 5, lanes: lanes, packSize: 1),
            [
                "RunFargateSpot p0000": [spotJobLost], "RunFargateSpot p0001": [bug],
                "RunFargateSpot p0002": [noCapacity], "RunFargateSpot p0003": [saved],
                "RunFargateSpot p0004": [throttled],
            ])
        #expect(result.status == "SUCCEEDED")
        #expect(
            calls.filter { $0.hasPrefix("RunFargateAfter") }.sorted()
                == ["p0000", "p0002", "p0003"].map { "RunFargateAfterFargateSpot \($0)" })
        #expect(calls.count { $0 == "RunFargateSpot p0004" } == 2)
    }

    @Test("survives packs that fail in every way, in both modes", arguments: [2, 10])
    func failedPacks(trialsPerLane: Int) async throws {
        let experiment = try Sample.everyLane(trialsPerLane: trialsPerLane, packSize: 1)
        let sweep = try #require(try Sample.compile(experiment).launchable)
        let states = ["RunGpu", "RunGpuSpot", "RunSpot", "RunOnDemand", "RunFargate", "RunFargateSpot"]
        var endings: [String: [TaskFailure?]] = [:]
        for row in sweep.manifest { for state in states { endings["\(state) \(row.pack)"] = [bug] } }
        let (result, calls) = try await run(experiment, endings)
        #expect(result.status == "SUCCEEDED")
        #expect(calls.count == sweep.manifest.count + 1)
    }

    @Test("reads the answer of a reducer that runs as a Batch job", arguments: [2, 20])
    func reduceJob(trialsPerLane: Int) async throws {
        var experiment = try Sample.everyLane(trialsPerLane: trialsPerLane, packSize: 1)
        experiment.reduceService = .batch
        let (result, calls) = try await run(experiment, ["Reduce": [throttled]])
        #expect(result == .succeeded(output: ["enough": true, "reason": "fine", "best": 0.97]))
        #expect(calls.suffix(3) == ["Reduce", "Reduce", "Decision"])
    }

    @Test("fails where the reducer's job does, and reads no older answer")
    func failedReduceJob() async throws {
        var experiment = try Sample.digits()
        experiment.reduceService = .batch
        let (result, calls) = try await run(experiment, ["Reduce": [bug]])
        #expect(result.status == "FAILED")
        #expect(calls.last == "Reduce")
    }

    @Test("fails with the reducer's own reason where too few trials are good")
    func tooFew() async throws {
        let reason = "none of 64 trials succeeded (64 exit-code)"
        let (result, _) = try await run(Sample.digits(), [:], answer: ["enough": false, "reason": .string(reason)])
        #expect(result == .failed(error: "StepSweep.TooFewGoodTrials", cause: reason))
    }

    @Test("asks the gate before each pack, and starts none behind a closed one", arguments: [true, false])
    func gate(isOpen: Bool) async throws {
        let packs = try #require(try Sample.compile(Sample.gated()).launchable).manifest.count
        let (result, calls) = try await run(Sample.gated(), [:], gateIsOpen: isOpen)
        #expect(result.status == "SUCCEEDED")
        #expect(calls.count { $0 == "Gate" } == packs)
        #expect(calls.count { $0.hasPrefix("Run") } == (isOpen ? packs : 0))
    }

    @Test("starts no pack whose gate can't be read")
    func unreadableGate() async throws {
        let failure = TaskFailure(error: "S3.NoSuchKeyException", cause: "there is no control.json")
        let (result, calls) = try await run(Sample.gated(), ["Gate": Array(repeating: failure, count: 1_000)])
        #expect(result.status == "SUCCEEDED")
        #expect(!calls.contains { $0.hasPrefix("Run") })
    }
}
