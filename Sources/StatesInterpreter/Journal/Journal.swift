/// Keeps the history of executions.
public protocol Journal: Sendable {
    /// Takes an event in, in the order of the calls. Cheap; the event need not be durable on return.
    ///
    /// - Throws: once an earlier event could not be kept; the execution then stops.
    func append(_ event: HistoryEvent) throws(JournalFailure)

    /// Returns at once while the journal keeps pace, and otherwise when it has caught up: so that events don't pile up
    /// in memory.
    func catchUp() async

    /// Returns when every event appended before is durable.
    func flush() async throws(JournalFailure)
}

extension Journal {
    /// A journal that keeps events at once has nothing to catch up with.
    public func catchUp() async {}
}

/// A journal that could not be written or read.
public struct JournalFailure: Error, Sendable, Hashable, CustomStringConvertible {
    public let path: String
    /// What was tried and why it failed.
    public let problem: String

    public init(path: String, problem: String) {
        self.path = path
        self.problem = problem
    }

    public var description: String { "\(path): \(problem)" }
}
