internal import Synchronization

/// Times, counted into fixed ranges.
struct LatencyHistogram: ~Copyable, Sendable {
    /// Upper ends of the ranges, in seconds; a last one has no end.
    static let bounds = [
        0.000_005, 0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.001, 0.005, 0.025, 0.1, 0.5, 2.5,
    ]

    private let state = Mutex((counts: [Int](repeating: 0, count: bounds.count + 1), seconds: 0.0))

    func add(seconds: Double) {
        let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        state.withLock { state in
            state.counts[place] += 1
            state.seconds += seconds
        }
    }

    /// How many in each range, and the sum of all times.
    var figures: (counts: [Int], seconds: Double) { state.withLock { $0 } }
}
