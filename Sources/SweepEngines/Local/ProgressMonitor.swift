internal import Foundation
internal import JSON
internal import SweepModel
internal import Synchronization

/// Follows the logs of running workers and tells what it reads, a few times a second.
final class ProgressMonitor: Sendable {
    private struct State {
        var tally: ProgressTally
        var tails: [String: LogTail] = [:]
        var lastProgress: SweepProgress?
    }

    private let state: Mutex<State>
    private let jobs: RunningJobs
    private let began: ContinuousClock.Instant
    private let tell: @Sendable (EngineEvent) -> Void

    static let interval = Duration.milliseconds(200)

    init(tally: ProgressTally, jobs: RunningJobs, tell: @escaping @Sendable (EngineEvent) -> Void) {
        state = Mutex(State(tally: tally))
        self.jobs = jobs
        self.tell = tell
        began = .now
    }

    var elapsedSeconds: Double { (ContinuousClock.now - began) / .seconds(1) }

    /// Looks again and again until the task is cancelled. `isCancelRequested` is asked at every look, and answered with `cancel` once.
    func follow(isCancelRequested: @Sendable () -> Bool, cancel: @Sendable () -> Void) async {
        var hasCancelled = false
        while !Task.isCancelled {
            look()
            if !hasCancelled, isCancelRequested() {
                hasCancelled = true
                cancel()
            }
            try? await Task.sleep(for: Self.interval)
        }
    }

    /// Reads what all logs have gained, and tells it.
    func look() {
        let (running, ended) = jobs.look()
        for job in ended {
            drain(job)
            state.withLock { state in
                state.tails[job.log] = nil
                state.tally.end(pack: job.pack)
            }
        }
        for job in running { drain(job) }
        tellProgress()
    }

    private func drain(_ job: RunningJob) {
        var lines: [Substring.UTF8View.SubSequence]
        repeat {
            lines = state.withLock { $0.tails[job.log, default: LogTail(path: job.log)].newLines() }
            for line in lines {
                guard let json = try? JSON(parsing: line), let event = WorkerEvent(json: json) else { continue }
                state.withLock { $0.tally.add(event, pack: job.pack) }
                tell(.worker(pack: job.pack, event))
            }
        } while !lines.isEmpty
    }

    private func tellProgress() {
        let progress = state.withLock { state -> SweepProgress in
            let progress = state.tally.progress(elapsedSeconds: elapsedSeconds)
            state.lastProgress = progress
            return progress
        }
        tell(.progress(progress))
    }
}
