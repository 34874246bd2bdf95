internal import JSON
public import StatesLanguage
public import SweepModel

/// A scoring → its state machine, id and shards. Pure.
public enum ScoringCompiler {
    /// Where shards are scored without another word: one processor, 2 GiB, an hour, three attempts.
    public static let defaultRule = LaneRule(lane: .onDemand, lastAttemptOnDemand: false, service: .batch)

    /// Shards in flight at once in a distributed Map: far below its 10,000, since a queue holds what it can't place.
    static let distributedConcurrency = 1_000

    /// - Parameters:
    ///   - document: with rows counted; its id is ignored and made anew.
    ///   - lane: where shards are scored.
    /// - Throws: `CompileError.invalidMachine`.
    public static func compile(
        _ document: ScoringDocument, on lane: Lane = .onDemand
    ) throws(CompileError) -> CompiledScoring {
        let arms = document.arms.filter { $0.rows > 0 }.map(\.name)
        let shards = document.shards
        let (blueprint, choice) = plan(shards: shards.count, arms: arms.count, lane)
        let machine: StateMachine
        do {
            machine = try ScoringMachine(input: document.input, arms: arms, blueprint: blueprint).machine()
        } catch {
            throw .invalidMachine("\(error)")
        }
        let problems = machine.diagnostics
        guard problems.isEmpty else {
            throw .invalidMachine(problems.map(\.description).joined(separator: "; "))
        }
        let bytes = machine.json.bytes(.indented) + [UInt8(ascii: "\n")]
        var named = document
        named.scoring = ""
        // Texts, finite numbers and lists of these always encode.
        let identity = ((try? JSON(encoding: named)) ?? .null).bytes()
        let hash = Digest.sha256((Digest.sha256(bytes) + Digest.sha256(identity)).utf8)
        let stem = document.input.lastIndex(of: ".").map { String(document.input[..<$0]) } ?? document.input
        named.scoring = SweepName.slug(stem) + "-" + hash.prefix(8)
        return CompiledScoring(
            document: named, machine: machine, machineBytes: bytes, shards: shards, lane: lane,
            isDistributed: blueprint.mode == .distributed, mapReason: choice.reason,
            historyEvents: choice.history.execution,
            concurrency: blueprint.concurrency)
    }

    private static func plan(shards: Int, arms: Int, _ lane: Lane) -> (MachineBlueprint, MapChoice) {
        var rule = defaultRule
        rule.lane = lane
        rule.gpus = lane.hasGPU ? 1 : 0
        var laneBlueprint = LaneBlueprint(rule: rule, largestPack: 1, sweepSeconds: nil)
        // With two arms or more the history has a Choice for each shard, as for lanes.
        func blueprint(_ mode: ProcessorConfig.Mode, _ concurrency: Int) -> MachineBlueprint {
            MachineBlueprint(
                name: "", mode: mode, concurrency: concurrency,
                lanes: Array(repeating: laneBlueprint, count: max(2, arms)))
        }
        let choice = MapChoice(blueprint(.inline, 1), packs: shards, item: "shard")
        let most = choice.mode == .inline ? ServiceLimits.inlineConcurrency : distributedConcurrency
        let concurrency = max(1, min(shards, most))
        laneBlueprint.burst = concurrency
        return (blueprint(choice.mode, concurrency), choice)
    }
}

/// A scoring that can be started: everything an engine needs, and nothing about where it runs.
public struct CompiledScoring: Sendable {
    /// With its id.
    public let document: ScoringDocument
    public let machine: StateMachine
    /// The bytes that are hashed, printed, stored and run.
    public let machineBytes: [UInt8]
    public let shards: [ScoringShard]
    /// Where shards are scored on AWS.
    public let lane: Lane
    public let isDistributed: Bool
    /// Why the Map is inline or distributed, in a sentence.
    public let mapReason: String
    /// The most that the execution's history may hold.
    public let historyEvents: Int
    /// Shards in flight at once.
    public let concurrency: Int

    public var id: String { document.scoring }
}
