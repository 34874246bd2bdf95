internal import Dispatch
internal import Foundation
internal import ResultStore

/// The one writer of `traffic.sqlite`: each commit stores what came while the one before it was written.
///
/// Who reports an outcome waits for the commit. Predictions don't: exposures and tallies wait for a commit by themselves, at most
/// `pauseSeconds`, and what waits with an outcome is stored with it, so that no outcome is durable before the exposure it followed.
final class TrafficWriter: Sendable {
    let queue: TrafficQueue
    private let store: TrafficStore
    private let say: @Sendable (String) -> Void
    private let wake = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    /// How long exposures gather where no outcome waits: a commit takes milliseconds, whatever it holds.
    private static let pauseSeconds = 0.02
    /// Between a commit that failed and the next one.
    private static let pauseAfterFailureSeconds = 0.25

    init(store: TrafficStore, queue: TrafficQueue = TrafficQueue(), say: @escaping @Sendable (String) -> Void) {
        self.store = store
        self.queue = queue
        self.say = say
    }

    /// Starts the thread that writes.
    func start() { Thread.detachNewThread { self.work() } }

    func put(_ outcomes: [UnitOutcome]) async -> TrafficQueue.OutcomeResult {
        await queue.put(outcomes) { wake.signal() }
    }

    /// Stores what waits, and ends. Blocks.
    func close() {
        queue.close()
        wake.signal()
        ended.wait()
    }

    private func work() {
        while true {
            _ = wake.wait(timeout: .now() + Self.pauseSeconds)
            let load = queue.take()
            if !load.isEmpty { commit(load) }
            if load.isLast { break }
        }
        ended.signal()
    }

    private func commit(_ load: TrafficQueue.Load) {
        let batch = TrafficBatch(
            exposures: load.exposures, outcomes: load.waiting.flatMap(\.outcomes), tallies: load.tallies)
        do {
            let receipts = try store.record(batch)
            queue.commitEnded(load, problem: nil)
            Self.hand(receipts, to: load.waiting)
        } catch {
            let isNew = queue.figures.problem == nil
            queue.commitEnded(load, problem: "\(error)")
            if isNew { say("traffic can't be stored, predictions go on: \(error)") }
            for waiting in load.waiting { waiting.continuation.resume(returning: .failed("\(error)")) }
            if !load.isLast { Thread.sleep(forTimeInterval: Self.pauseAfterFailureSeconds) }
        }
    }

    private static func hand(_ receipts: [OutcomeReceipt], to waiting: [TrafficQueue.Waiting]) {
        var start = 0
        for one in waiting {
            let end = start + one.outcomes.count
            one.continuation.resume(returning: .durable(Array(receipts[start..<end])))
            start = end
        }
    }
}
