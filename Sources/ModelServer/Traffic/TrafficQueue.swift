internal import ResultStore
internal import Synchronization

/// What waits for the next commit. Bounded: what doesn't fit is refused or counted as lost, never kept.
final class TrafficQueue: Sendable {
    /// Which minute of which arm a request belongs to.
    struct TallyKey: Hashable, Sendable {
        var test: String
        var phase: Int
        var arm: String
        var minute: Int
    }

    /// Outcomes of one request, and who waits for them.
    struct Waiting: Sendable {
        let outcomes: [UnitOutcome]
        let continuation: CheckedContinuation<OutcomeResult, Never>
    }

    enum OutcomeResult: Sendable {
        case durable([OutcomeReceipt])
        /// Too much waits already.
        case busy
        /// The database can't take it.
        case failed(String)
    }

    /// One commit's worth.
    struct Load: Sendable {
        var exposures: [Exposure] = []
        var tallies: [RequestTally] = []
        var waiting: [Waiting] = []
        var isLast = false

        var isEmpty: Bool { exposures.isEmpty && tallies.isEmpty && waiting.isEmpty }
    }

    struct Figures: Sendable, Equatable {
        var exposures = 0
        var outcomes = 0
        var lostExposures = 0
        var commits = 0
        var failedCommits = 0
        /// Why the last commit failed; `nil` where it didn't.
        var problem: String?
    }

    private struct State {
        var exposures: [Exposure] = []
        var tallies: [TallyKey: RequestTally] = [:]
        var waiting: [Waiting] = []
        var exposed = ExposedUnits()
        var figures = Figures()
        var isClosed = false
    }

    /// Exposures that may wait: some 20 MB.
    private let mostExposures: Int
    /// Outcomes that may wait.
    private let mostOutcomes: Int
    private let state = Mutex(State())

    init(mostExposures: Int = 100_000, mostOutcomes: Int = 20_000) {
        self.mostExposures = mostExposures
        self.mostOutcomes = mostOutcomes
    }

    /// Counts requests, and keeps the exposures of units that are new.
    func note(_ exposures: [Exposure], _ tallies: [RequestTally]) {
        guard !exposures.isEmpty || !tallies.isEmpty else { return }
        let marks = exposures.map { ExposedUnits.Mark(test: $0.test, unit: $0.unit) }
        state.withLock { state in
            for (exposure, mark) in zip(exposures, marks) where state.exposed.insert(mark) {
                keep(exposure, mark, &state)
            }
            for tally in tallies { Self.add(tally, &state) }
        }
    }

    /// - Returns: what became of them; it comes once they are durable, or can't be.
    func put(_ outcomes: [UnitOutcome], wake: () -> Void) async -> OutcomeResult {
        await withCheckedContinuation { continuation in
            let isTaken = state.withLock { state in
                guard !state.isClosed, state.figures.outcomes + outcomes.count <= mostOutcomes else { return false }
                state.waiting.append(Waiting(outcomes: outcomes, continuation: continuation))
                state.figures.outcomes += outcomes.count
                return true
            }
            if isTaken { wake() } else { continuation.resume(returning: .busy) }
        }
    }

    /// Takes what waits.
    func take() -> Load {
        state.withLock { state in
            let load = Load(
                exposures: state.exposures, tallies: Array(state.tallies.values), waiting: state.waiting,
                isLast: state.isClosed)
            state.exposures = []
            state.tallies = [:]
            state.waiting = []
            state.figures.outcomes = 0
            return load
        }
    }

    /// A commit has been made, or failed: then what nobody waits for is kept for the next one, as far as it fits.
    func commitEnded(_ load: Load, problem: String?) {
        state.withLock { state in
            state.figures.commits += problem == nil ? 1 : 0
            state.figures.failedCommits += problem == nil ? 0 : 1
            state.figures.problem = problem
            guard problem != nil else { return }
            for exposure in load.exposures {
                keep(exposure, ExposedUnits.Mark(test: exposure.test, unit: exposure.unit), &state)
            }
            for tally in load.tallies { Self.add(tally, &state) }
        }
    }

    /// Takes no more outcomes; the load that is taken next is the last one.
    func close() { state.withLock { $0.isClosed = true } }

    var figures: Figures {
        state.withLock { state in
            var figures = state.figures
            figures.exposures = state.exposures.count
            return figures
        }
    }

    /// A unit whose exposure is lost is stored when it comes again.
    private func keep(_ exposure: Exposure, _ mark: ExposedUnits.Mark, _ state: inout State) {
        if state.exposures.count < mostExposures {
            state.exposures.append(exposure)
        } else {
            state.figures.lostExposures += 1
            state.exposed.remove(mark)
        }
    }

    private static func add(_ tally: RequestTally, _ state: inout State) {
        let key = TallyKey(test: tally.test, phase: tally.phase, arm: tally.arm, minute: tally.minute)
        state.tallies[key, default: RequestTally(key)].add(tally)
    }
}

extension RequestTally {
    fileprivate init(_ key: TrafficQueue.TallyKey) {
        self.init(test: key.test, phase: key.phase, arm: key.arm, minute: key.minute)
    }

    fileprivate mutating func add(_ other: RequestTally) {
        requests += other.requests
        errors += other.errors
        milliseconds += other.milliseconds
        squaredMilliseconds += other.squaredMilliseconds
        compared += other.compared
        agreed += other.agreed
    }
}
