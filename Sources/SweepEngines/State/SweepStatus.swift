public import SweepModel

/// Where a sweep stands, read from any terminal.
public struct SweepStatus: Sendable, Equatable {
    public enum State: String, Sendable, Codable {
        /// Launched, but no execution has begun.
        case waiting
        case running
        case succeeded
        case failed
        case timedOut = "timed-out"
        /// Cancelled or interrupted by a person.
        case aborted
        /// Its engine ended without a word: killed, or the machine went down.
        case interrupted
    }

    public var sweep: String
    public var state: State
    public var metric: Metric
    /// The latest execution's number; 0 before the first.
    public var run: Int
    public var total: Int
    public var succeeded: Int
    public var failed: Int
    public var best: SweepProgress.Best?
    public var running: [RunningTrial]
    /// How the latest execution ended, where it has.
    public var result: SweepResult?
    /// The running engine's process id.
    public var processID: Int?
    /// Jobs and tasks on AWS that are not at their end.
    public var jobs: [CloudJob]
    /// Where it runs, for people; `nil` for this machine.
    public var place: String?
    /// What it has used on AWS; `nil` where nobody asked, or it runs on this machine.
    public var bill: SweepBill?

    package init(
        sweep: String, state: State, metric: Metric, run: Int, total: Int, succeeded: Int, failed: Int,
        best: SweepProgress.Best?, running: [RunningTrial] = [], result: SweepResult?, processID: Int? = nil,
        jobs: [CloudJob] = [], place: String? = nil
    ) {
        self.sweep = sweep
        self.state = state
        self.metric = metric
        self.run = run
        self.total = total
        self.succeeded = succeeded
        self.failed = failed
        self.best = best
        self.running = running
        self.result = result
        self.processID = processID
        self.jobs = jobs
        self.place = place
    }

    public var missing: Int { max(0, total - succeeded - failed) }

    /// A trial in progress, with what it last reported.
    public struct RunningTrial: Sendable, Equatable {
        public var trial: String
        public var pack: String
        public var step: Int?
        public var metrics: [String: Double]
        /// Seconds since the trial began, when it last reported; 0 before that.
        public var seconds: Double
    }
}
