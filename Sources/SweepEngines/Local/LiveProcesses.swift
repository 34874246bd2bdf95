internal import Foundation
internal import ObjectStore

/// The processes of a sweep that are still alive on this machine, whoever started them.
///
/// Workers and user's programs carry the store and the sweep's id in their environment, which Linux shows in `/proc`. Equal sweeps of
/// two stores have equal ids, so both must match.
struct LiveProcesses {
    /// What their environment names beside the store.
    private let mark: String
    let store: FolderStore

    init(sweep: String, store: FolderStore) {
        mark = "STEPSWEEP_SWEEP=\(sweep)"
        self.store = store
    }

    /// Those of a scoring.
    init(scoring: String, store: FolderStore) {
        mark = "STEPSWEEP_SCORING=\(scoring)"
        self.store = store
    }

    var ids: [pid_t] {
        let marks = [mark, "STEPSWEEP_STORE=\(store.root)"]
        let ours = getpid()
        return (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) }.filter {
            $0 != ours && Set(Self.environment(of: $0)).isSuperset(of: marks)
        } ?? []
    }

    /// Ends what a dead engine left behind, so that it can't meet the sweep's new workers.
    func endAll() {
        for process in ids { kill(process, SIGKILL) }
    }

    /// The workers among them: their packs, and the names of their logs.
    var workers: [(pack: String, log: String)] {
        let found = ids.compactMap { process -> [String]? in
            let variables = Dictionary(
                Self.environment(of: process).compactMap { variable -> (String, String)? in
                    let parts = variable.split(separator: "=", maxSplits: 1).map(String.init)
                    return parts.count == 2 ? (parts[0], parts[1]) : nil
                }, uniquingKeysWith: { first, _ in first })
            guard let pack = variables["STEPSWEEP_PACK"], let job = variables["AWS_BATCH_JOB_ID"],
                let attempt = variables["AWS_BATCH_JOB_ATTEMPT"].flatMap({ Int($0) })
            else { return nil }
            return [pack, WorkerLog.name(job: job, attempt: attempt)]
        }
        return Set(found).map { ($0[0], $0[1]) }
    }

    private static func environment(of process: pid_t) -> [String] {
        guard let file = FileHandle(forReadingAtPath: "/proc/\(process)/environ"),
            let bytes = try? file.readToEnd()
        else { return [] }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
