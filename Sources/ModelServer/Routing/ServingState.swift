internal import Synchronization

/// What the server serves now; requests look at it once and keep what they found.
final class ServingState: Sendable {
    struct Snapshot: Sendable {
        /// `nil` before the first document is loaded.
        var plan: ServingPlan?
        /// Why the newest document isn't served; `nil` where it is.
        var problem: String?
        /// Documents that were refused.
        var refused = 0
        /// Documents that were taken up.
        var switches = 0
        var isDraining = false
    }

    private let state = Mutex(Snapshot())

    var now: Snapshot { state.withLock { $0 } }

    func use(_ plan: ServingPlan) {
        state.withLock { state in
            state.plan = plan
            state.problem = nil
            state.switches += 1
        }
    }

    /// Keeps what is served.
    func refuse(_ problem: String) {
        state.withLock { state in
            state.problem = problem
            state.refused += 1
        }
    }

    func drain() { state.withLock { $0.isDraining = true } }
}
