internal import Foundation
internal import StatesLanguage

/// Counts the retries of one visit, each retrier's its own, and says how long to wait.
struct Retries {
    private let retriers: [Retrier]
    private var counts: [Int]

    /// No wait is longer, whatever the backoff: AWS's largest interval.
    private static let longestDelay = Double(Limits.seconds.upperBound)

    init(_ retriers: [Retrier]) {
        self.retriers = retriers
        counts = retriers.map { _ in 0 }
    }

    /// Seconds until the next attempt; `nil` where no retrier matches or the first that does has no retries left.
    mutating func delay(after failure: StateFailure, _ randomBits: () -> UInt64) -> Double? {
        guard let index = retriers.firstIndex(where: { failure.isMatched(by: $0.errorEquals) }) else { return nil }
        let retrier = retriers[index]
        guard counts[index] < retrier.maxAttempts ?? 3 else { return nil }
        let grown = Double(retrier.intervalSeconds ?? 1) * pow(retrier.backoffRate ?? 2, Double(counts[index]))
        counts[index] += 1
        let delay = min(grown, retrier.maxDelaySeconds.map(Double.init) ?? Self.longestDelay, Self.longestDelay)
        guard retrier.jitterStrategy == .full else { return delay }
        // 53 bits make every fraction of 2^53 equally likely.
        return delay * Double(randomBits() >> 11) * 0x1p-53
    }
}
