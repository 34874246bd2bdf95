public import Foundation

/// The time an execution lives in. Tests bring one that jumps.
public protocol ExecutionClock: Sendable {
    func now() -> Date

    /// Returns at `moment`, for a Wait state or before a retry: nothing else happens in this strand meanwhile, so a
    /// clock of a test may jump there.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func wait(until moment: Date) async throws

    /// Returns at `moment` to end work that goes on meanwhile; no clock may jump there by itself.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func alarm(at moment: Date) async throws
}

/// The time of this machine.
public struct SystemClock: ExecutionClock {
    public init() {}

    public func now() -> Date { Date() }

    public func wait(until moment: Date) async throws {
        let seconds = moment.timeIntervalSince(now())
        guard seconds > 0 else { return try Task.checkCancellation() }
        try await Task.sleep(for: .seconds(min(seconds, Self.longestSleep)))
    }

    public func alarm(at moment: Date) async throws { try await wait(until: moment) }

    /// A century: longer waits would overflow the sleeping clock, and nobody would notice.
    private static let longestSleep = 3.2e9
}
