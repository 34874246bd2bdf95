internal import Synchronization

/// What one model version did as one arm since the server began.
final class ArmMetrics: Sendable {
    let name: String
    let version: Int
    /// Rows that it answered.
    let predictions = Atomic(0)
    /// Rows that it failed to answer.
    let errors = Atomic(0)
    /// Of each request: all its rows.
    let times = LatencyHistogram()

    init(name: String, version: Int) {
        self.name = name
        self.version = version
    }
}

/// Counts that only grow, for `GET /metrics`.
final class ServerMetrics: Sendable {
    /// Known paths, and one for all others: a sender can't make labels.
    enum Route: String, CaseIterable { case predict, outcome, other }

    private struct State {
        var requests: [Route: [Int: Int]] = [:]
        var outcomes: [String: Int] = [:]
        var arms: [ArmMetrics] = []
    }

    private let state = Mutex(State())

    func count(_ route: Route, status: Int) {
        state.withLock { $0.requests[route, default: [:]][status, default: 0] += 1 }
    }

    func count(receipt: String) { state.withLock { $0.outcomes[receipt, default: 0] += 1 } }

    /// The counters of an arm: the same ones when a later document names it again.
    func arm(_ name: String, version: Int) -> ArmMetrics {
        state.withLock { state in
            if let known = state.arms.first(where: { $0.name == name && $0.version == version }) { return known }
            let arm = ArmMetrics(name: name, version: version)
            state.arms.append(arm)
            return arm
        }
    }

    var requests: [Route: [Int: Int]] { state.withLock { $0.requests } }
    var outcomes: [String: Int] { state.withLock { $0.outcomes } }
    var arms: [ArmMetrics] { state.withLock { $0.arms } }
}
