/// Keeps the history of executions.
public protocol Journal: Sendable {
    /// Takes an event in, in the order of the calls. Cheap; the event need not be durable on return.
    ///
    /// - Throws: once an earlier event could not be kept; the execution then stops.
    func append(_ event: HistoryEvent) throws(JournalFailure)

    /// Returns when every event appended before is durable.
    func flush() async throws(JournalFailure)
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
