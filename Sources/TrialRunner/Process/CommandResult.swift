/// How a program ended and what it used.
struct CommandResult: Sendable, Equatable {
    enum End: Sendable, Equatable {
        /// It never ran; why, for a person.
        case notStarted(String)
        case exited(Int)
        case signalled(Int)
    }

    /// What we did to it before it ended.
    enum Interference: Sendable, Equatable {
        case timeout
        /// It held more memory than it may.
        case memoryLimit
        /// This worker had to stop.
        case stopped
    }

    var end: End
    var interference: Interference?
    var seconds: Double
    var cpuSeconds: Double
    var peakMemoryBytes: Int?
    /// The kernel ended a process of ours for want of memory meanwhile.
    var sawOutOfMemoryKill: Bool
}
