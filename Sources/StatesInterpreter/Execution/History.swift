internal import Foundation
internal import JSON

/// The history of one execution: numbers its events and hands them to the journal in that order.
final class History: Sendable {
    private let journal: any Journal
    private let clock: any ExecutionClock
    private let execution: [IterationStep]
    private let lastId = Guarded(0)

    init(_ surroundings: Surroundings, of execution: [IterationStep]) {
        journal = surroundings.journal
        clock = surroundings.clock
        self.execution = execution
    }

    /// Records an event that follows `previous`, and returns its id.
    func record(_ type: EventType, after previous: Int, _ details: [String: JSON?] = [:]) throws(Interruption) -> Int {
        let details = details.compactMapValues { $0 }
        let now = clock.now()
        let result = lastId.withLock { last -> Result<Int, JournalFailure> in
            let event = HistoryEvent(
                id: last + 1, previousEventId: previous, timestamp: now, type: type, execution: execution,
                details: details)
            return Result { () throws(JournalFailure) in try journal.append(event) }.map {
                last += 1
                return last
            }
        }
        switch result {
        case .success(let id): return id
        case .failure(let failure): throw .journal(failure)
        }
    }
}
