import Foundation
import JSON
import ObjectStore
import SweepModel
import TestSupport
import Testing

/// A store with one planned pack, and the real worker to run it.
final class WorkerFixture: Sendable {
    static let sweep = "demo-0123abcd"
    static let pack = "p0000"

    /// Holds the store, and the folder `work` in which commands run.
    let folder: TemporaryFolder
    let storePath: String
    let trials: [Trial]

    var store: FolderStore {
        get throws { try FolderStore(root: storePath) }
    }

    /// A pack of a user's command; `script` is `/bin/sh`'s and lies at `program.sh`.
    init(
        script: String, trials count: Int = 1, command: [String] = ["/bin/sh", "${program}", "${args_no_hyphens}"],
        timeoutSeconds: Int = 60, storePath: String? = nil, parameters: (Int) -> JSON = { ["x": .integer($0)] }
    ) throws {
        folder = try TemporaryFolder()
        self.storePath = storePath ?? folder.path + "/store"
        trials = (0..<count).map { Trial(index: $0, point: $0, seed: 0, parameters: parameters($0)) }
        try folder.write("commands/program.sh", script)
        let template = CommandTemplate(program: "program.sh", command: command)
        try plan(.command(template), timeoutSeconds: timeoutSeconds, metric: Metric(name: "score", goal: .maximize))
    }

    /// A pack of built-in trainers on a CSV file.
    init(
        csv: String, source: DataSource, metric: String, timeoutSeconds: Int = 60, parameters: [JSON]
    ) throws {
        folder = try TemporaryFolder()
        storePath = folder.path + "/store"
        trials = parameters.enumerated().map { Trial(index: $0, point: $0, seed: 1, parameters: $1) }
        try folder.write("commands/unused", "")
        let digest = Digest.sha256(csv.utf8)
        let name = (source.path as NSString).lastPathComponent
        try store.put(StoreKey.data(digest, name: name), Data(csv.utf8))
        try plan(
            .builtIn(data: source, dataDigest: digest, targetDigest: nil), timeoutSeconds: timeoutSeconds,
            metric: Metric(name: metric))
    }

    private func plan(_ kind: WorkDocument.Kind, timeoutSeconds: Int, metric: Metric) throws {
        let work = WorkDocument(
            sweep: Self.sweep, name: "demo", metric: metric, kind: kind, trialCount: trials.count, seeds: [0],
            trialTimeoutSeconds: ["on-demand": timeoutSeconds], codeDigest: "c0de")
        let pack = PackDocument(
            pack: Self.pack, lane: .onDemand, trials: trials.map { PlannedTrial(trial: $0, cacheKey: "key-\($0.id)") })
        let store = try store
        try store.put(StoreKey.work(Self.sweep), Data(try JSON(encoding: work).bytes()))
        try store.put(StoreKey.pack(Self.sweep, Self.pack), Data(try JSON(encoding: pack).bytes()))
    }

    /// The environment that a job would get.
    func environment(_ more: [String: String?] = [:]) -> [String: String?] {
        var variables: [String: String?] = [
            "STEPSWEEP_STORE": storePath, "STEPSWEEP_SWEEP": Self.sweep, "STEPSWEEP_PACK": Self.pack,
            "STEPSWEEP_WORKING_DIRECTORY": commandFolder, "STEPSWEEP_FLUSH_SECONDS": "0",
            "STEPSWEEP_LEASE_SECONDS": "5",
        ]
        variables.merge(more) { $1 }
        return variables
    }

    /// Runs a worker to its end.
    @discardableResult
    func run(_ more: [String: String?] = [:]) throws -> ProgramResult {
        try TestSupport.run("stepsweep-worker", [], environment: environment(more))
    }

    func start(_ more: [String: String?] = [:]) throws -> RunningProgram {
        try TestSupport.start("stepsweep-worker", [], environment: environment(more))
    }

    /// Every record in the store, in the order of parts.
    func outcomes() throws -> [TrialOutcome] {
        let store = try store
        return try store.list(prefix: StoreKey.outcomes(Self.sweep)).flatMap { key in
            let lines = try #require(try store.get(key)).bytes.split(separator: UInt8(ascii: "\n"))
            return try lines.map { try JSON(parsing: $0).decode(TrialOutcome.self) }
        }
    }

    /// Runs a worker and gives the one outcome of a pack with one trial.
    func outcome(_ more: [String: String?] = [:]) throws -> TrialOutcome {
        let result = try run(more)
        try #require(result.exitCode == 0, "\(result.errorOutput)")
        let outcomes = try outcomes()
        try #require(outcomes.count == 1)
        return outcomes[0]
    }

    /// Whether each trial has exactly one record.
    func isComplete() throws -> Bool { try outcomes().map(\.trial).sorted() == trials.map(\.id).sorted() }

    /// Where commands run.
    var commandFolder: String { folder.path + "/commands" }

    /// A file in the folder where commands run.
    func workFile(_ name: String) -> String { commandFolder + "/" + name }

    /// The lines of such a file; none where it is missing.
    func lines(_ name: String) -> [String] {
        let text = (try? String(contentsOfFile: workFile(name), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// The number in such a file.
    func number(in name: String) throws -> Int32 { try #require(lines(name).first.flatMap { Int32($0) }) }
}

/// Looks until `condition` holds; gives up after half a minute.
func eventually(_ condition: () throws -> Bool) throws {
    for _ in 0..<3_000 {
        if try condition() { return }
        usleep(10_000)
    }
    Issue.record("it never came about")
}

/// Whether the process is gone, or only waits for its parent to notice.
func isGone(_ process: Int32) -> Bool {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
    return text.split(separator: ")").last?.split(separator: " ").first == "Z"
}

/// The worker's events in the order they were written.
func events(_ result: ProgramResult) throws -> [WorkerEvent] {
    try result.output.split(separator: "\n").map { try #require(WorkerEvent(json: try JSON(parsing: String($0)))) }
}
