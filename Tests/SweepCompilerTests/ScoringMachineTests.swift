import Foundation
import JSON
import StatesInterpreter
import StatesLanguage
import SweepCompiler
import SweepModel
import Synchronization
import Testing

/// A scoring's services: fails the shards that it is told to, and remembers which state scored which shard.
private final class ScriptedScoring: TaskRunner, MapObjects {
    private let failing: Set<String>
    private let manifest: JSON
    private let called = Mutex<[String]>([])

    init(failing: Set<String>, manifest: JSON) {
        self.failing = failing
        self.manifest = manifest
    }

    var calls: [String] { called.withLock { $0.sorted() } }

    func run(_ request: TaskRequest) async throws(TaskFailure) -> JSON {
        guard request.stateName != "Merge" else {
            let complete = failing.isEmpty
            return ["Payload": ["complete": .bool(complete), "reason": "1 of 3 shards have no result"]]
        }
        let environment = request.parameters["ContainerOverrides"]?["Environment"]?.array ?? []
        func value(_ name: String) -> String {
            environment.first { $0["Name"]?.string == name }?["Value"]?.string ?? ""
        }
        called.withLock {
            $0.append("\(request.stateName) \(value("STEPSWEEP_ARM")) \(value("STEPSWEEP_SHARD"))")
        }
        if failing.contains(value("STEPSWEEP_SHARD")) {
            throw TaskFailure(error: "States.TaskFailed", cause: #"{"Container":{"ExitCode":65}}"#)
        }
        return ["JobId": "j", "Status": "SUCCEEDED"]
    }

    func getObject(bucket: String, key: String) async throws(TaskFailure) -> [UInt8] { manifest.bytes() }
    func listObjects(bucket: String, prefix: String) async throws(TaskFailure) -> [ListedObject] { [] }
    func putObject(bucket: String, key: String, bytes: [UInt8]) async throws(TaskFailure) {}
}

@Suite("A scoring's machine") struct ScoringMachineTests {
    private static func document(rows: [Int], shardRows: Int = 100) -> ScoringDocument {
        ScoringDocument(
            input: "rows.csv", inputDigest: String(repeating: "a", count: 64), rows: rows.reduce(0, +),
            unitColumn: "customer", shardRows: shardRows, test: "t1", phase: 1, mode: .split, hashSeed: "seed",
            coverage: 1,
            arms: zip(["control", "treatment"], rows).map { name, rows in
                ScoringArm(
                    name: name, version: 1, weight: 0.5, digest: String(repeating: "b", count: 64), rows: rows)
            }, labels: ["0", "1"])
    }

    static let samples: [(name: String, document: ScoringDocument)] = [
        ("scoring-inline", document(rows: [150, 90])), ("scoring-distributed", document(rows: [5_000, 4_000])),
    ]

    @Test("is what it was, names no place, and is valid", arguments: samples.map(\.name))
    func goldens(name: String) throws {
        let sample = try #require(Self.samples.first { $0.name == name })
        let compiled = try ScoringCompiler.compile(sample.document)
        try Golden.compare(compiled.machineBytes, with: "\(name).asl.json")
        let machine = try StateMachine(parsing: compiled.machineBytes)
        #expect(machine == compiled.machine)
        #expect(machine.diagnostics == [])
        #expect(compiled.isDistributed == (name == "scoring-distributed"), "\(compiled.mapReason)")
    }

    private func run(
        _ document: ScoringDocument, failing: Set<String> = []
    ) async throws -> (result: ExecutionResult, calls: [String]) {
        let compiled = try ScoringCompiler.compile(document)
        let services = ScriptedScoring(failing: failing, manifest: .array(compiled.shards.map(\.json)))
        let interpreter = try Interpreter(
            machine: StateMachine(parsing: compiled.machineBytes), taskRunner: services, objects: services,
            journal: MemoryJournal(), clock: SystemClock(), randomBits: { 7 })
        let input = try compiled.input(run: 1, shards: compiled.shards, target: .local(folder: "/store"))
        let result = try await interpreter.run(
            input: input, as: ExecutionIdentity(name: "\(compiled.id)-1", stateMachineName: compiled.id))
        return (result, services.calls)
    }

    @Test("sends each shard to its own arm's task, inline and distributed", arguments: samples.map(\.name))
    func arms(name: String) async throws {
        let sample = try #require(Self.samples.first { $0.name == name })
        let (result, calls) = try await run(sample.document)
        #expect(result.status == "SUCCEEDED")
        #expect(calls == sample.document.shards.map { "Score-\($0.arm) \($0.arm) \($0.shard)" }.sorted())
    }

    @Test("scores the other shards where one fails, and then ends with the reason")
    func failed() async throws {
        let (result, calls) = try await run(Self.document(rows: [150, 90]), failing: ["s000001"])
        #expect(calls.count == 3)
        #expect(result == .failed(error: "StepSweep.ShardsMissing", cause: "1 of 3 shards have no result"))
    }

    @Test("has an id that follows from input and arms, and from nothing else")
    func identity() throws {
        let id = try ScoringCompiler.compile(Self.document(rows: [150, 90])).id
        #expect(id.hasPrefix("rows-"))
        var named = Self.document(rows: [150, 90])
        named.scoring = "other"
        #expect(try ScoringCompiler.compile(named).id == id)
        var other = named
        other.inputDigest = String(repeating: "c", count: 64)
        #expect(try ScoringCompiler.compile(other).id != id)
        other = named
        other.arms[1].digest = String(repeating: "c", count: 64)
        #expect(try ScoringCompiler.compile(other).id != id)
    }

    @Test("is refused by a target that lacks the lane, naming what is missing")
    func target() throws {
        let compiled = try ScoringCompiler.compile(Self.document(rows: [1, 1]), on: .fargate)
        #expect(throws: ExecutionInputError.missingTarget(["queues.fargate", "jobDefinitions.fargate"])) {
            try compiled.input(run: 1, shards: compiled.shards, target: Target(bucket: "b", reducer: "r"))
        }
    }
}
