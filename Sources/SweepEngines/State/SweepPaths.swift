internal import Foundation
internal import ObjectStore
internal import SweepModel

/// The files that the local engine keeps beside a sweep's objects.
struct SweepPaths: Sendable {
    let folder: String

    init(store: FolderStore, sweep: String) { folder = store.root + "/" + String(StoreKey.sweep(sweep).dropLast()) }

    /// Held while an engine runs the sweep; the kernel releases it with the engine.
    var lock: String { folder + "/engine.lock" }
    /// The engine's process id and run, for people.
    var engine: String { folder + "/engine.json" }
    /// Its presence asks the engine to stop.
    var cancelRequest: String { folder + "/cancel" }
    var logs: String { folder + "/logs" }

    func execution(_ run: Int) -> String { folder + "/executions/\(run)" }
    /// The execution's input, as `StartExecution` would get it.
    func input(_ run: Int) -> String { execution(run) + "/input.json" }
    /// The interpreter's journal: one event a line.
    func history(_ run: Int) -> String { execution(run) + "/history.jsonl" }
    func result(_ run: Int) -> String { execution(run) + "/result.json" }

    /// The numbers of the executions so far, ascending.
    func runs() -> [Int] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/executions")) ?? []).compactMap { Int($0) }
            .sorted()
    }
}
