public import Foundation

/// How a deployment waits. Clock and sleep come from outside, so that tests wait for nothing.
public struct Pace: Sendable {
    /// Between two looks at AWS, in seconds.
    public var pollSeconds: Double
    /// After so long, in seconds, the command ends while AWS goes on.
    public var limitSeconds: Double
    public var now: @Sendable () -> Date
    /// Waits so many seconds; throws where the task is cancelled.
    public var sleep: @Sendable (_ seconds: Double) async throws -> Void

    public init(
        pollSeconds: Double = 3, limitSeconds: Double = 3_600, now: @escaping @Sendable () -> Date = { Date() },
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void = {
            try await Task.sleep(for: .seconds($0))
        }
    ) {
        self.pollSeconds = pollSeconds
        self.limitSeconds = limitSeconds
        self.now = now
        self.sleep = sleep
    }

    /// Asks until there is an answer.
    ///
    /// - Parameter what: ends the sentence "… is still …" of the error.
    /// - Throws: `SetupError` where the time is up; `CancellationError`.
    func wait<Value>(for what: String, _ ask: () async throws -> Value?) async throws -> Value {
        let deadline = now().addingTimeInterval(limitSeconds)
        while true {
            if let value = try await ask() { return value }
            guard now() < deadline else {
                throw SetupError(
                    "\(what) is not done after \(Int(limitSeconds / 60)) minutes; AWS goes on",
                    fix: "run the same command again: it goes on from there", kind: .timeout)
            }
            try await sleep(pollSeconds)
        }
    }
}
