internal import Foundation
internal import Synchronization

/// A worker that runs now, and where it writes its log.
struct RunningJob: Sendable, Equatable {
    var pack: String
    var log: String
    var processID: pid_t
}

/// The workers that run now, and the logs of those that ended since the last look.
final class RunningJobs: Sendable {
    private struct State {
        var running: [pid_t: RunningJob] = [:]
        var ended: [RunningJob] = []
    }

    private let state = Mutex(State())

    func add(_ job: RunningJob) { state.withLock { $0.running[job.processID] = job } }

    func remove(processID: pid_t) {
        state.withLock { state in
            if let job = state.running.removeValue(forKey: processID) { state.ended.append(job) }
        }
    }

    func contains(processID: pid_t) -> Bool { state.withLock { $0.running[processID] != nil } }

    /// The jobs that run, and those that ended since the last call.
    func look() -> (running: [RunningJob], ended: [RunningJob]) {
        state.withLock { state in
            defer { state.ended = [] }
            return (Array(state.running.values), state.ended)
        }
    }
}
