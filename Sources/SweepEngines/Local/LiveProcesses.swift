internal import Foundation

/// The processes of a sweep that are still alive on this machine, whoever started them.
///
/// Workers and user's programs carry the sweep's id in their environment, which Linux shows in `/proc`.
enum LiveProcesses {
    static func ofSweep(_ sweep: String) -> [pid_t] {
        let mark = "STEPSWEEP_SWEEP=\(sweep)"
        let ours = getpid()
        return (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) }.filter {
            $0 != ours && environment(of: $0).contains(mark)
        } ?? []
    }

    /// Ends what a dead engine left behind, so that it can't meet the sweep's new workers.
    static func endAll(ofSweep sweep: String) {
        for process in ofSweep(sweep) { kill(process, SIGKILL) }
    }

    private static func environment(of process: pid_t) -> [String] {
        guard let file = FileHandle(forReadingAtPath: "/proc/\(process)/environ"),
            let bytes = try? file.readToEnd()
        else { return [] }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
