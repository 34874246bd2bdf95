/// A job or task of a sweep that is not at its end.
public struct CloudJob: Sendable, Equatable {
    /// A Batch job's id, or an ECS task's ARN.
    public var id: String
    public var pack: String
    /// Batch's or ECS's own word, such as `RUNNABLE`.
    public var status: String
    /// Seconds since it began, or since it was submitted where it hasn't.
    public var seconds: Double
    /// Why it waits, in plain words; `nil` where it runs, or nobody knows.
    public var reason: String?
    /// The ECS cluster of a task; `nil` for a Batch job.
    public var cluster: String?

    var isRunning: Bool { status == "RUNNING" }
}
