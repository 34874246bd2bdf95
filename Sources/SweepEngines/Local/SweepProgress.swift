/// Where a sweep stands, as a progress line shows it.
public struct SweepProgress: Sendable, Equatable {
    /// Trials of the whole sweep, those of earlier runs included.
    public var total: Int
    public var succeeded: Int
    public var failed: Int
    /// Trials that started and have not ended.
    public var running: Int
    /// The best value so far of the sweep's metric, of a running trial only while none has finished; `nil` until one is known.
    public var best: Best?
    /// Seconds since this run began.
    public var elapsedSeconds: Double
    /// From this run's own pace; `nil` until a trial has ended.
    public var remainingSeconds: Double?

    public struct Best: Sendable, Equatable {
        public var trial: String
        public var value: Double

        public init(trial: String, value: Double) {
            self.trial = trial
            self.value = value
        }
    }

    public var done: Int { succeeded + failed }

    public init(
        total: Int, succeeded: Int = 0, failed: Int = 0, running: Int = 0, best: Best? = nil,
        elapsedSeconds: Double = 0, remainingSeconds: Double? = nil
    ) {
        self.total = total
        self.succeeded = succeeded
        self.failed = failed
        self.running = running
        self.best = best
        self.elapsedSeconds = elapsedSeconds
        self.remainingSeconds = remainingSeconds
    }
}
