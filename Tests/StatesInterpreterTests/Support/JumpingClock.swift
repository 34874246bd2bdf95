import Foundation
import StatesInterpreter

/// A clock that jumps over waits. An alarm rings when a wait passes it; by itself it never does.
final class JumpingClock: ExecutionClock {
    private struct State {
        var now: Date
        var alarms: [Alarm] = []
        var nextId = 0
        var waits: [Double] = []
    }

    private struct Alarm {
        let id: Int
        let moment: Date
        let continuation: CheckedContinuation<Void, any Error>
    }

    private let state: Guarded<State>

    /// Begins on 24 November 2026.
    init() { state = Guarded(State(now: Date(timeIntervalSince1970: 1_795_514_220))) }

    /// Every wait so far, in seconds.
    var waits: [Double] { state.withLock { $0.waits } }

    func now() -> Date { state.withLock { $0.now } }

    func wait(until moment: Date) async throws {
        state.withLock { $0.waits.append(moment.timeIntervalSince($0.now)) }
        // Alarms that guard this wait are set by tasks that started with it.
        for _ in 0..<200 { await Task.yield() }
        if state.withLock({ $0.alarms.isEmpty }) { try await Task.sleep(for: .milliseconds(10)) }
        while true {
            try Task.checkCancellation()
            let alarm = state.withLock { state -> Alarm? in
                guard let first = state.alarms.filter({ $0.moment < moment }).min(by: { $0.moment < $1.moment }) else {
                    state.now = max(state.now, moment)
                    return nil
                }
                state.now = max(state.now, first.moment)
                state.alarms.removeAll { $0.id == first.id }
                return first
            }
            guard let alarm else { return }
            alarm.continuation.resume()
            // Whoever the alarm wakes may cancel this wait; give it the time to.
            for _ in 0..<10_000 {
                try Task.checkCancellation()
                await Task.yield()
            }
        }
    }

    func alarm(at moment: Date) async throws {
        let id = state.withLock { state in
            state.nextId += 1
            return state.nextId
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = Task.isCancelled
                let mustRing = state.withLock { state -> Bool in
                    guard !isCancelled, moment > state.now else { return true }
                    state.alarms.append(Alarm(id: id, moment: moment, continuation: continuation))
                    return false
                }
                guard mustRing else { return }
                if isCancelled { continuation.resume(throwing: CancellationError()) } else { continuation.resume() }
            }
        } onCancel: {
            let alarm = state.withLock { state -> Alarm? in
                defer { state.alarms.removeAll { $0.id == id } }
                return state.alarms.first { $0.id == id }
            }
            alarm?.continuation.resume(throwing: CancellationError())
        }
    }
}
