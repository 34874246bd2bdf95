public import ResultStore

/// What one instance of the function saw and has not written yet.
///
/// An exposure or a tally waits for company, at most a second while requests come; an outcome never does. Lambda stops an idle
/// instance without a word, so that what waits then is lost: an exposure comes again with its unit's next request.
public struct TrafficBuffer: Sendable {
    private var waiting = TrafficBatch()
    private var since: Double?
    /// Units that were written before, by test; forgotten when there are too many.
    private var known: [String: Set<String>] = [:]

    static let mostWaiting = 200
    static let longestWaitSeconds = 1.0
    static let mostKnown = 100_000
    /// While nothing can be written, more are passed over: each comes again with its unit's next request.
    static let mostKept = 50_000

    public init() {}

    /// Adds what a request brought.
    ///
    /// - Returns: what must be written now, by test; empty where it may wait.
    public mutating func add(_ batch: TrafficBatch, at seconds: Double) -> [String: TrafficBatch] {
        for exposure in batch.exposures where !(known[exposure.test]?.contains(exposure.unit) ?? false) {
            guard waiting.exposures.count < Self.mostKept else { break }
            waiting.exposures.append(exposure)
        }
        add(batch.tallies)
        waiting.outcomes += batch.outcomes
        if since == nil { since = seconds }
        let isDue =
            !waiting.outcomes.isEmpty || waiting.exposures.count >= Self.mostWaiting
            || seconds - (since ?? seconds) >= Self.longestWaitSeconds
        return isDue ? byTest : [:]
    }

    /// Forgets what was written; what could not be written is tried again with the next request.
    ///
    /// - Parameter outcomesFailed: their senders were told, and send them again.
    public mutating func wrote(_ tests: Set<String>, outcomesFailed: Bool) {
        if known.values.reduce(0, { $0 + $1.count }) > Self.mostKnown { known = [:] }
        for exposure in waiting.exposures where tests.contains(exposure.test) {
            known[exposure.test, default: []].insert(exposure.unit)
        }
        waiting.exposures.removeAll { tests.contains($0.test) }
        waiting.tallies.removeAll { tests.contains($0.test) }
        waiting.outcomes.removeAll { tests.contains($0.test) || outcomesFailed }
        if waiting == TrafficBatch() { since = nil }
    }

    private var byTest: [String: TrafficBatch] {
        var batches: [String: TrafficBatch] = [:]
        for exposure in waiting.exposures { batches[exposure.test, default: TrafficBatch()].exposures.append(exposure) }
        for outcome in waiting.outcomes { batches[outcome.test, default: TrafficBatch()].outcomes.append(outcome) }
        for tally in waiting.tallies { batches[tally.test, default: TrafficBatch()].tallies.append(tally) }
        return batches
    }

    /// One tally a minute and arm.
    private mutating func add(_ tallies: [RequestTally]) {
        for tally in tallies {
            let place = waiting.tallies.firstIndex {
                $0.test == tally.test && $0.phase == tally.phase && $0.arm == tally.arm && $0.minute == tally.minute
            }
            guard let place else {
                waiting.tallies.append(tally)
                continue
            }
            waiting.tallies[place].requests += tally.requests
            waiting.tallies[place].errors += tally.errors
            waiting.tallies[place].milliseconds += tally.milliseconds
            waiting.tallies[place].squaredMilliseconds += tally.squaredMilliseconds
            waiting.tallies[place].compared += tally.compared
            waiting.tallies[place].agreed += tally.agreed
        }
    }
}
